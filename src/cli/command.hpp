#pragma once

#include "src/app/exit_code.hpp"
#include "src/cli/console.hpp"

#include <CLI/CLI.hpp>
#include <functional>

namespace sgw::cli {

// What the parsed command line asks for; run after parsing, so that every usage error comes first.
using Action = std::function<app::ExitCode(Console&)>;

// One function a command: adds it to the program and sets `action` when it was chosen.
void add_collect(CLI::App& program, Action& action);
void add_check(CLI::App& program, Action& action);
void add_plan(CLI::App& program, Action& action);
void add_inspect(CLI::App& program, Action& action);
void add_verify(CLI::App& program, Action& action);
void add_attach(CLI::App& program, Action& action);
void add_redact(CLI::App& program, Action& action);
void add_rules(CLI::App& program, Action& action);
void add_completion(CLI::App& program, Action& action);

// Parses and runs. Returns the process's exit code; never throws.
int run(int argc, char** argv);

}  // namespace sgw::cli
