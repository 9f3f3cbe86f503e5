#include "collector/resolv_conf.hpp"

#include "collector/dns_name.hpp"
#include "collector/file_reader.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_entries = 16;
constexpr std::string_view k_ndots = "ndots:";
constexpr int k_usual_ndots = 1, k_max_ndots = 15;

// "fe80::1%eth0" is "[fe80::1]%eth0" there.
std::string server_entry(const std::string& server) {
  const std::size_t zone = std::min(server.find('%'), server.size());
  const std::string address = server.substr(0, zone);
  if (!is_address(address) || server.find(',') != std::string::npos) return {};
  return (address.find(':') == std::string::npos ? address : "[" + address + "]") + server.substr(zone);
}

}  // namespace

std::string ResolvConf::servers_csv() const {
  std::string csv;
  for (const std::string& server : servers) {
    const std::string entry = server_entry(server);
    if (!entry.empty()) csv += (csv.empty() ? "" : ",") + entry;
  }
  return csv;
}

int ResolvConf::ndots() const {
  int found = k_usual_ndots;
  for (const std::string& option : options) {
    if (!option.starts_with(k_ndots)) continue;
    int value = 0;
    const char* end = option.data() + option.size();
    const auto [stop, error] = std::from_chars(option.data() + k_ndots.size(), end, value);
    if (error == std::errc() && stop == end) found = std::clamp(value, 0, k_max_ndots);
  }
  return found;
}

ResolvConf parse_resolv_conf(std::string_view text) {
  ResolvConf found;
  const auto add = [](std::vector<std::string>& list, std::string word) {
    if (list.size() < k_max_entries) list.push_back(std::move(word));
  };
  while (!text.empty()) {
    auto words = split_words(next_line(text));
    if (words.size() < 2) continue;
    if (words[0] == "nameserver") add(found.servers, words[1]);
    if (words[0] == "search" || words[0] == "domain") found.search.clear();  // the last one holds
    for (std::size_t at = 1; at < words.size(); ++at) {
      if (words[0] == "search" || words[0] == "domain") add(found.search, words[at]);
      if (words[0] == "options") add(found.options, words[at]);
    }
  }
  return found;
}

ResolvConf read_resolv_conf(const std::filesystem::path& file) {
  return parse_resolv_conf(read_small_file(file, k_max_resolv_conf_bytes).value_or(std::string()));
}

}  // namespace sgw::collector
