#include "src/report/public_text.hpp"

#include "src/report/markdown.hpp"
#include "src/report/wording.hpp"
#include "src/triage/text_template.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace sgw::report {

using triage::Finding;

namespace {

constexpr std::size_t k_max_events = 8;

// Facts whose values come from a closed list: of the collector, of triage, or of a protocol.
constexpr std::array<std::string_view, 16> k_closed = {
    "exit.class",        "probe.dns.status",   "probe.tcp.status",     "probe.tls.status",
    "probe.http.status", "probe.first_broken", "settings.auth_mode",   "settings.endpoint.form",
    "state.status",      "state.source",       "status.configuration", "version.kind",
    "version.number",    "version.minor",      "version.support",      "version.latest"};

// Numbers and times tell no name, either.
bool may_be_shown(std::string_view key, const triage::Fact& fact) {
  if (!std::holds_alternative<SafeText>(fact.value)) return true;
  return fact.origin != triage::FactOrigin::stated &&
         std::find(k_closed.begin(), k_closed.end(), key) != k_closed.end();
}

SafeText public_fill(const SafeText& text, const triage::FactSet& facts) {
  triage::FactSet shown;
  for (const std::string& key : triage::placeholders(text)) {
    for (const triage::Fact& fact : facts.all(key)) {
      if (may_be_shown(key, fact)) {
        shown.add(key, fact);
      } else {
        shown.add(key, {SafeText("(name left out)"), triage::FactOrigin::derived, {}});
      }
    }
  }
  return triage::fill(text, shown);
}

const triage::InstanceFacts* gateway_of(const ReportInput& input, const Finding* finding) {
  for (const triage::InstanceFacts& one : input.evidence.facts) {
    if (finding == nullptr || finding->instances.empty() || finding->instances.front() == one.instance.folder)
      return &one;
  }
  return nullptr;
}

void add_fact(std::vector<SafeText>& lines, Literal label, const triage::FactSet& facts, std::string_view key) {
  const triage::Fact* fact = facts.first(key);
  if (fact != nullptr && may_be_shown(key, *fact)) lines.push_back(label + (": " + triage::to_text(fact->value)));
}

void add_gateway(std::vector<SafeText>& lines, const triage::FactSet& facts) {
  struct Row {
    Literal label;
    std::string_view key;
  };
  constexpr std::array k_rows = {
      Row{"Gateway version", "version.number"},
      Row{"Support window", "version.support"},
      Row{"Runs on", "state.source"},
      Row{"State", "state.status"},
      Row{"Exit code", "state.exit_code"},
      Row{"Restarts", "state.restart_count"},
      Row{"Authentication", "settings.auth_mode"},
      Row{"Form of the configuration endpoint", "settings.endpoint.form"},
      Row{"Configuration", "status.configuration"},
      Row{"Endpoint, DNS", "probe.dns.status"},
      Row{"Endpoint, TCP", "probe.tcp.status"},
      Row{"Endpoint, TLS", "probe.tls.status"},
      Row{"Endpoint, HTTP code", "probe.http.code"},
      Row{"Memory limit in bytes", "state.limits.memory_bytes"},
  };
  for (const Row& row : k_rows) add_fact(lines, row.label, facts, row.key);
}

// The gateway's own names of events; one that no catalogue knows may be anything.
void add_events(std::vector<SafeText>& lines, const triage::InstanceFacts& gateway) {
  std::size_t shown = 0;
  for (const triage::EventCount& event : gateway.events) {
    const bool wrong =
        event.level.view() == "error" || event.level.view() == "fatal" || event.level.view() == "warning";
    if (!event.known || event.benign || !wrong || shown++ == k_max_events) continue;
    lines.push_back("Log event " + event.name + ": " + counted(event.count, "time", "times"));
  }
}

}  // namespace

PublicText public_text(const ReportInput& input) {
  PublicText text;
  const Finding* primary = primary_finding(input.verdict);
  const triage::InstanceFacts* gateway = gateway_of(input, primary);
  const auto rule = primary == nullptr ? std::nullopt : input.rules.rule(primary->rule);
  const triage::FactSet none;
  const triage::FactSet& facts = gateway == nullptr ? none : gateway->facts;
  // What a rule of the operator's own says may name anything.
  const bool ours = rule && !rule->given;
  text.title = "Self-hosted gateway: " + (ours ? public_fill(rule->title, facts) : SafeText("(what happens)"));
  if (ours) text.lines.push_back("What it looks like: " + public_fill(rule->says, facts));
  text.lines.push_back(
      "Owner by the support policy, as sgw-diag reads it: " + SafeText(to_literal(input.verdict.owner)) +
      ", confidence " + SafeText(to_literal(input.verdict.confidence)));
  if (ours && !input.verdict.clauses.empty()) text.lines.push_back("Clauses: " + joined(input.verdict.clauses, ", "));
  add_gateway(text.lines, facts);
  if (gateway != nullptr) add_events(text.lines, *gateway);
  return text;
}

}  // namespace sgw::report
