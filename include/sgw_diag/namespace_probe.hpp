#pragma once

#include <string_view>

namespace sgw::collector {

// The command by which the program starts itself anew to probe from the network of a container: a process of its own,
// because a network is entered by a thread for good, and because it gives up all rights before it speaks to anybody.
inline constexpr std::string_view k_namespace_probe = "probe-in-namespace";

// Reads its task from standard input, writes what it found to standard output and ends the process: with 0, or with 2
// for what is no task. It works only for a parent that holds the other ends: what it writes did not pass the gate.
[[noreturn]] void run_namespace_probe();

}  // namespace sgw::collector
