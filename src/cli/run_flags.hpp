#pragma once

#include "src/app/options.hpp"
#include "src/cli/console.hpp"
#include "src/cli/usage_problem.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::cli {

// Flags that every command has.
struct ConsoleFlags {
  bool quiet = false;
  bool verbose = false;
  bool no_color = false;
  bool json = false;

  void apply(Console& console) const;
};
enum class WithJson { no, yes };
void add_console_flags(CLI::App& command, ConsoleFlags& flags, WithJson json);

// The flags that `collect` and `check` share, in the groups of --help.
void add_run_flags(CLI::App& command, app::RunOptions& options);
// --kubeconfig, --context, -n, -A, -l, --pod.
void add_kube_flags(CLI::App& command, collector::Selection& selection);
// --no-probes, --endpoint, --probe, --probe-count, --probe-auth, --check-registry.
void add_probe_flags(CLI::App& command, collector::Selection& selection);
// --profile, --map, --redact, --rules.
void add_rule_flags(CLI::App& command, app::GivenFiles& given);
// --redact, --rules.
void add_rule_file_flags(CLI::App& command, app::GivenFiles& given);
// --latest-version.
CLI::Option* add_latest_version_flag(CLI::App& command, std::optional<triage::Version>& version);
void add_profile_flag(CLI::App& command, redaction::Profile& profile);

// Adds an option whose text is read by `parse`; nonsense is a usage error that says what was expected.
template <class Target, class Parse>
CLI::Option* add_parsed(CLI::App& command, const std::string& name, Target& target, Parse parse,
                        const std::string& help, const std::string& expected) {
  const auto read = [&target, parse, expected, name](const CLI::results_t& typed) {
    const auto value = parse(std::string_view(typed.back()));
    if (!value) throw CLI::ValidationError(name, "expected " + expected);
    target = *value;
    return true;
  };
  return command.add_option(name, read, help)->type_size(1);
}

template <class Value>
using Choices = std::vector<std::pair<std::string, Value>>;

// Adds an option that takes one of a few words; they are its type name too.
template <class Value, class Target>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Target& target, const Choices<Value>& choices,
                        const std::string& help) {
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) words.push_back(word);
  const auto parse = [choices](std::string_view text) -> std::optional<Value> {
    for (const auto& [word, value] : choices) {
      if (word == text) return value;
    }
    return std::nullopt;
  };
  return add_parsed(command, name, target, parse, help, or_list(words))->type_name(CLI::detail::join(words, "|"));
}

// A whole number from 0.
std::optional<std::uint64_t> parse_count(std::string_view text);
// A time, or a span before now: "24h", "2026-11-23T10:00Z".
std::optional<UtcTime> parse_time_or_span(std::string_view text);

}  // namespace sgw::cli
