#pragma once

#include "collector/probe_ladder.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

inline constexpr std::size_t k_max_namespace_task = std::size_t{256} << 10;                         // bytes
inline constexpr std::size_t k_max_namespace_probes = 64;                                           // of one task
inline constexpr std::string_view k_resolv_conf = "/etc/resolv.conf", k_hosts_file = "/etc/hosts";  // read in any case

// What the helper that enters a container's network is told to do there.
struct NamespaceTask {
  std::int64_t process = 0;              // the container's first, as this machine counts
  std::string container;                 // its id: 64 hex digits
  std::chrono::milliseconds time{0};     // within which the helper has to end; at most a minute
  std::vector<std::string> trust_files;  // in the container: the first that is there counts; at most 16
  std::size_t count = 1;                 // climbs of each probe; at most 1000
  ProbeLimits limits;                    // of all climbs of a probe together
  std::vector<ProbeTask>
      probes;  // 1 to k_max_namespace_probes; of a proxy's credentials the header alone, and no NO_PROXY
};

// As JSON for the helper's standard input. Holds the proxy's credentials: to be wiped after use.
std::string write_namespace_task(const NamespaceTask& task);
// Nothing for anything that write_namespace_task does not write: another key, another type, a number out of its range.
std::optional<NamespaceTask> read_namespace_task(std::string_view text);

}  // namespace sgw::collector
