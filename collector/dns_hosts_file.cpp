#include "collector/dns_hosts_file.hpp"

#include "collector/dns_name.hpp"

#include <fstream>
#include <sstream>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_bytes = std::size_t{1} << 20;

std::string read_start(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {};  // a pipe would block
  std::ifstream in(file, std::ios::binary);
  std::string text(k_max_bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace

std::vector<std::string> addresses_in_hosts_file(const std::filesystem::path& file, std::string_view host) {
  std::vector<std::string> addresses;
  const std::string wanted = normal_host(host);
  std::istringstream lines(read_start(file));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string address;
    std::string name;
    words >> address;
    if (!is_address(address)) continue;
    while (words >> name) {
      if (normal_host(name) != wanted) continue;
      addresses.push_back(address);
      break;
    }
  }
  return addresses;
}

}  // namespace sgw::collector
