#include "collector/resolv_conf.hpp"

#include "collector/file_reader.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_file_bytes = std::size_t{64} << 10;
constexpr std::size_t k_max_entries = 16;
constexpr unsigned k_max_ndots = 15;

}  // namespace

unsigned ResolvConf::ndots() const {
  constexpr std::string_view k_name = "ndots:";
  unsigned value = 1;
  for (const std::string& option : options) {
    if (!option.starts_with(k_name)) continue;
    std::from_chars(option.data() + k_name.size(), option.data() + option.size(), value);
  }
  return std::min(value, k_max_ndots);
}

ResolvConf parse_resolv_conf(std::string_view text) {
  ResolvConf found;
  const auto add = [](std::vector<std::string>& list, const std::string& word) {
    if (list.size() < k_max_entries) list.push_back(word);
  };
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string keyword;
    std::string word;
    if (!(words >> keyword >> word)) continue;
    const bool searches = keyword == "search" || keyword == "domain";
    if (searches) found.search.clear();
    if (keyword == "nameserver") add(found.servers, word);
    if (!searches && keyword != "options") continue;
    do add(searches ? found.search : found.options, word);
    while (words >> word);
  }
  return found;
}

ResolvConf read_resolv_conf(const std::filesystem::path& file) {
  return parse_resolv_conf(read_small_file(file, k_max_file_bytes).value_or(std::string()));
}

}  // namespace sgw::collector
