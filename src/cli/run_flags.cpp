#include "src/cli/run_flags.hpp"

#include "src/app/diagnose.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sgw::cli {

namespace {

constexpr auto k_time = "a time such as 2026-11-23T10:00Z";

// Said here because only a usage error may repeat what was typed.
std::string place_problem(const std::string& typed) {
  constexpr std::array<std::string_view, 5> places{"auto", "docker", "podman", "files", "kubernetes"};
  const bool known = std::find(places.begin(), places.end(), typed) != places.end() || typed.starts_with("sample:");
  return known ? std::string()
               : typed + " is no place: expected auto, docker, podman, kubernetes, files or sample:NAME";
}

void add_where(CLI::App& command, collector::Selection& selection) {
  const std::string group = "Where";
  command
      .add_option("--from", selection.from,
                  "Where to look: auto, docker, podman, kubernetes, files, sample:NAME (several may be given)")
      ->check(CLI::Validator(place_problem, ""))
      ->group(group)
      ->type_name("PLACE");
  command
      .add_option("--docker-host", selection.docker_host,
                  "Engine address: unix: and a path, or tcp: and host and port (else DOCKER_HOST)")
      ->group(group)
      ->type_name("URL");
  command.add_option("--container", selection.containers, "Take these containers, whatever they look like")
      ->group(group)
      ->type_name("NAME");
  command
      .add_option("--logs", selection.logs,
                  "Saved logs: files, folders, .gz, .zst, .tar.gz, Docker json-file, CRI (implies --from files)")
      ->group(group)
      ->type_name("PATH");
}

void add_what(CLI::App& command, app::RunOptions& options) {
  const std::string group = "What";
  command.add_option("--facts", options.facts_file, "What only you know, as a JSON object (tier, rollback_cures, …)")
      ->group(group)
      ->type_name("FILE");
  add_parsed(command, "--as-of", options.as_of, parse_time, "Judge versions and expiry at another time", k_time)
      ->group(group)
      ->type_name("TIME");
  add_latest_version_flag(command, options.latest_version)->group(group);
  add_parsed(command, "--since", options.selection.since, parse_time_or_span, "Logs from then on",
             "a time or a span such as 24h")
      ->group(group)
      ->type_name("24h|TIME");
  add_parsed(command, "--until", options.selection.until, parse_time_or_span, "Logs up to then",
             "a time or a span such as 1h")
      ->group(group)
      ->type_name("1h|TIME");
  add_parsed(command, "--tail", options.selection.tail, parse_count, "At most the last N lines of each log",
             "a number of lines, 0 or more")
      ->group(group)
      ->type_name("N");
}

void add_limits(CLI::App& command, Limits& limits) {
  const std::string group = "Limits";
  add_parsed(command, "--timeout", limits.timeout, parse_duration, "Whole run, hard (default 2m)",
             "a span such as 2m or 90s")
      ->group(group)
      ->type_name("SPAN");
  add_parsed(command, "--max-log-size", limits.max_log_size, parse_size, "Each log, after masking (default 64M)",
             "a size such as 64M")
      ->group(group)
      ->type_name("SIZE");
}

}  // namespace

void ConsoleFlags::apply(Console& console) const {
  if (quiet) console.set_verbosity(Verbosity::quiet);
  if (verbose) console.set_verbosity(Verbosity::verbose);
  if (no_color) console.set_color(false);
  if (json) console.set_document_on_stdout();
}

void add_console_flags(CLI::App& command, ConsoleFlags& flags, WithJson json) {
  const std::string group = "Output";
  if (json == WithJson::yes)
    command.add_flag("--json", flags.json, "One JSON document on standard output")->group(group);
  CLI::Option* quiet = command.add_flag("--quiet,-q", flags.quiet, "Only results and errors")->group(group);
  command.add_flag("--verbose,-v", flags.verbose, "Say what is looked at, taken and left, and why")
      ->group(group)
      ->excludes(quiet);
  command.add_flag("--no-color", flags.no_color, "No colours")->group(group);
}

void add_run_flags(CLI::App& command, app::RunOptions& options) {
  add_where(command, options.selection);
  add_kube_flags(command, options.selection);
  add_probe_flags(command, options.selection);
  add_what(command, options);
  add_limits(command, options.limits);
  add_profile_flag(command, options.profile);
  add_rule_flags(command, options.given);
}

CLI::Option* add_latest_version_flag(CLI::App& command, std::optional<triage::Version>& version) {
  return add_parsed(command, "--latest-version", version, triage::Version::parse,
                    "Newest release of the gateway, if newer than known", "a version such as 2.12.1")
      ->type_name("X.Y.Z");
}

void add_profile_flag(CLI::App& command, redaction::Profile& profile) {
  add_choice<redaction::Profile>(
      command, "--profile", profile, {{"support", redaction::Profile::support}, {"strict", redaction::Profile::strict}},
      "support keeps Azure host names and resource ids; strict masks them too (default support)")
      ->group("Redaction");
}

void add_rule_flags(CLI::App& command, app::GivenFiles& given) {
  command
      .add_option("--map", given.map,
                  "Keep the key and what pseudonyms stand for here (0600), for comparable runs and redact --reveal")
      ->group("Redaction")
      ->type_name("FILE");
  add_rule_file_flags(command, given);
}

void add_rule_file_flags(CLI::App& command, app::GivenFiles& given) {
  command.add_option("--redact", given.packs, "More redaction rules; they never weaken a built-in one")
      ->group("Rules")
      ->type_name("FILE");
  command.add_option("--rules", given.rules, "More triage rules; one of the same id replaces a built-in one")
      ->group("Rules")
      ->type_name("FILE");
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return count;
}

std::optional<UtcTime> parse_time_or_span(std::string_view text) {
  if (const auto span = parse_duration(text); span && text.find('-') == std::string_view::npos) {
    return app::run_clock() - *span;
  }
  return parse_time(text);
}

}  // namespace sgw::cli
