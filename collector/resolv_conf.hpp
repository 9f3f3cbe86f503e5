#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What a resolv.conf tells programs about looking names up. At most 16 entries a list.
struct ResolvConf {
  std::vector<std::string> servers;  // addresses, as written
  std::vector<std::string> search;   // domains; of several lines the last one holds
  std::vector<std::string> options;  // "ndots:5", "rotate"

  // A name with fewer dots is tried in the search domains first: 1 unless set, at most 15.
  unsigned ndots() const;
};

ResolvConf parse_resolv_conf(std::string_view text);
// Reads at most 64 KiB of a regular file; an unreadable one says nothing.
ResolvConf read_resolv_conf(const std::filesystem::path& file);

}  // namespace sgw::collector
