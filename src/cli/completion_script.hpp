#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace sgw::cli {

// The completion script of `shell` ("bash", "zsh", "fish") for this program's commands and options, made of what the
// parser knows, so that it cannot be out of date.
std::string completion_script(const CLI::App& program, const std::string& shell);

}  // namespace sgw::cli
