#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::bench {

// What one run of a program took.
struct Cost {
  std::chrono::duration<double> cpu{};  // user and system
  std::size_t peak_kib = 0;             // resident memory
  int exit_code = -1;                   // -1 when a signal ended it
};

// Runs `argv` with `input` as its standard input and nothing kept of its output. Throws std::runtime_error when it
// cannot be started.
Cost cost_of(const std::vector<std::string>& argv, const std::filesystem::path& input);

}  // namespace sgw::bench
