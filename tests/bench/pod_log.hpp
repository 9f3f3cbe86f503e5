#pragma once

#include "tests/bench/log_maker.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace sgw::bench {

// A gateway's log as an API server hands it out: every line behind the time when the runtime took it. One record in
// 2000 holds a secret.
inline std::string pod_log(std::size_t bytes) {
  constexpr std::string_view k_docker = "2026-03-04T09:39:54.666071123Z stdout ";  // as an engine would have it
  const std::string plain = LogMaker().log(bytes, 2000, Lines::mixed);
  std::string text;
  unsigned long microseconds = 0;
  std::string_view rest = plain;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.size());
    if (line.starts_with(k_docker)) line.remove_prefix(k_docker.size());
    microseconds += 700;
    char stamp[64];
    const unsigned long seconds = microseconds / 1'000'000;
    (void)std::snprintf(stamp, sizeof(stamp), "2026-03-04T09:%02lu:%02lu.%06lu123Z ", 10 + seconds / 60 % 50,
                        seconds % 60, microseconds % 1'000'000);
    text.append(stamp).append(line);
  }
  return text;
}

}  // namespace sgw::bench
