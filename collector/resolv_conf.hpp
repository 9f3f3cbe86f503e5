#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

inline constexpr std::size_t k_max_resolv_conf_bytes = std::size_t{64} << 10;  // what is read of one

// What a resolv.conf says, in its own words, at most 16 of each.
struct ResolvConf {
  std::vector<std::string> servers;
  std::vector<std::string> search;   // of the last "search" or "domain"
  std::vector<std::string> options;  // "ndots:5"

  // The servers as c-ares takes them, "192.0.2.53,[2001:db8::53]"; what is no address is left out.
  std::string servers_csv() const;
  int ndots() const;  // 0 to 15; 1 when it is not said
};

ResolvConf parse_resolv_conf(std::string_view text);
// Of a regular file; one that cannot be read says nothing.
ResolvConf read_resolv_conf(const std::filesystem::path& file);

}  // namespace sgw::collector
