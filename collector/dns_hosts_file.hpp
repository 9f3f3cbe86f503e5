#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// The addresses that a hosts file gives to `host` (letter case and a final dot aside), in order. Reads at most 1 MiB of
// a regular file; an unreadable one has no entries.
std::vector<std::string> addresses_in_hosts_file(const std::filesystem::path& file, std::string_view host);

}  // namespace sgw::collector
