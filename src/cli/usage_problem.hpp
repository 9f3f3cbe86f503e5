#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::cli {

// Why a command line was refused, in this program's words. It quotes what was typed: to be shown through the gate only.
struct UsageProblem {
  std::string what;  // "unknown option --form; did you mean --from or --format?"
  std::string hint;  // which help to ask for
};

// `program` is in the state that its parse() left it in when it threw `error`.
UsageProblem usage_problem(const CLI::App& program, const CLI::ParseError& error);

// "a, b or c".
std::string or_list(const std::vector<std::string>& words);

// Those of `known` that are nearest to what was typed; none when nothing is near enough to be meant.
std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace sgw::cli
