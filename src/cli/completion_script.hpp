#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace sgw::cli {

// The completion script of `shell` ("bash", "zsh", "fish") for this program's commands and options, made of what the
// parser knows, so that it cannot be out of date. `places` are offered for --from. bash completes files itself where
// the script has no reply.
std::string completion_script(const CLI::App& program, const std::string& shell,
                              const std::vector<std::string>& places);

}  // namespace sgw::cli
