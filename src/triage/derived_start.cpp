#include "src/triage/derived_start.hpp"

#include "src/triage/derive.hpp"
#include "src/triage/log_record.hpp"

#include <algorithm>
#include <string>

namespace sgw::triage {

namespace {

// A start takes about half a minute with the usual probes; twice that is still one.
constexpr std::chrono::seconds k_start{60};

std::vector<Fact> failed_checks(const FactSet& facts) {
  std::vector<Fact> failed = facts.all("events.probe_failed");
  constexpr std::string_view prefix = "state.health.log.";
  for (const auto& [key, elements] : facts.entries()) {
    if (!key.starts_with(prefix) || !key.ends_with(".start")) continue;
    const std::string entry = key.substr(0, key.rfind('.'));
    if (facts.number(entry + ".exit_code").value_or(0) != 0) failed.push_back(elements.front());
  }
  return failed;
}

void derive_slow_start(FactSet& facts, UtcTime started) {
  const std::vector<Fact> failed = failed_checks(facts);
  const auto health = facts.text("state.health.status");
  if (failed.empty() || !facts.boolean("state.running").value_or(false)) return;
  const bool at_start = std::all_of(failed.begin(), failed.end(), [&](const Fact& fact) {
    const auto* time = std::get_if<UtcTime>(&fact.value);
    return time != nullptr && *time >= started && *time <= started + k_start;
  });
  const bool still = health && (health->view() == "unhealthy" || health->view() == "starting");
  put(facts, "health.slow_start", at_start && !still, FactOrigin::derived, Place(failed.back().place));
}

// A run as the engine's events tell it, or else the container's state, which keeps one start and one end.
struct Run {
  UtcTime from{};
  UtcTime to{};
  Place place;
};

std::optional<Run> last_run_of_events(const FactSet& facts) {
  const auto& ends = facts.all("events.ended");
  const auto* end = ends.empty() ? nullptr : std::get_if<UtcTime>(&ends.back().value);
  if (end == nullptr) return std::nullopt;
  Run run{UtcTime::min(), *end, ends.back().place};
  for (const Fact& fact : facts.all("events.started")) {
    const auto* start = std::get_if<UtcTime>(&fact.value);
    if (start != nullptr && *start <= run.to) run.from = std::max(run.from, *start);
  }
  return run.from == UtcTime::min() ? std::nullopt : std::optional(std::move(run));
}

std::optional<Run> run_between(const FactSet& facts, std::string_view start, std::string_view end) {
  const auto started = facts.time(start);
  const auto finished = facts.time(end);
  if (!started || !finished || *finished < *started) return std::nullopt;  // the end is of the run before
  return Run{*started, *finished, facts.first(end)->place};
}

void derive_run(FactSet& facts) {
  // A kubelet keeps both ends of the last run; its events are dropped and put together.
  auto run = run_between(facts, "kubernetes.last_ended.started_at", "kubernetes.last_ended.finished_at");
  if (!run) run = last_run_of_events(facts);
  if (!run) run = run_between(facts, "state.started_at", "state.finished_at");
  if (!run) return;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(run->to - run->from).count();
  put(facts, "run.seconds", std::int64_t{seconds}, FactOrigin::derived, std::move(run->place));
}

// The last of the lines, without its time and stream: what a reader wants to see first.
void derive_last_line(FactSet& facts) {
  const auto& lines = facts.all("restart.last_lines");
  if (lines.empty()) return;
  const SafeText line = to_text(lines.back().value);
  const std::string_view text = split_line(line.view()).text;
  const auto start = static_cast<std::size_t>(text.data() - line.view().data());
  put(facts, "restart.last_line", line.part(start, text.size()), FactOrigin::derived, Place(lines.back().place));
}

// A Secret that was not written since the start says nothing of a renewal: only the operator knows of one elsewhere.
void derive_renewal(FactSet& facts, UtcTime started) {
  constexpr std::string_view changed = "kubernetes.token_secret.changed";
  if (const auto written = facts.time(changed); written && *written > started) {
    put(facts, "token.renewed_at", *written, facts, changed);
    put(facts, "token.renewed_after_start", true, facts, changed);
    return;
  }
  auto renewed = facts.time("token_renewed_at");
  // People write a bare date or a time to the minute.
  if (const auto text = facts.text("token_renewed_at"); text && !renewed) renewed = parse_time(text->view());
  if (!renewed) return;
  put(facts, "token.renewed_at", *renewed, facts, "token_renewed_at");
  put(facts, "token.renewed_after_start", *renewed > started, facts, "token_renewed_at");
}

}  // namespace

void derive_start(FactSet& facts) {
  for (const std::string_view key :
       {"token.renewed_at", "token.renewed_after_start", "health.slow_start", "run.seconds"})
    facts.erase(key);
  derive_last_line(facts);
  const auto started = facts.time("state.started_at");
  derive_run(facts);
  if (!started) return;
  derive_slow_start(facts, *started);
  derive_renewal(facts, *started);
}

}  // namespace sgw::triage
