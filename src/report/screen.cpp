#include "src/report/instance_words.hpp"
#include "src/report/ladder.hpp"
#include "src/report/markdown.hpp"
#include "src/report/replicas.hpp"
#include "src/report/reports.hpp"
#include "src/report/wording.hpp"

#include <algorithm>

namespace sgw::report {

using triage::Finding;
using triage::Owner;

namespace {

// Together with the blank lines, at most 25 lines whatever there is to say.
constexpr std::size_t k_max_gateway_lines = 3;
constexpr std::size_t k_max_probe_lines = 2;
constexpr std::size_t k_max_evidence_lines = 3;
constexpr std::size_t k_max_other_lines = 2;
constexpr std::size_t k_max_missing_lines = 2;
constexpr std::size_t k_max_step_lines = 3;
constexpr std::size_t k_max_line_width = 240;  // bytes; a terminal wraps what is wider

using Emphasis = ScreenLine::Emphasis;

class Screen {
 public:
  void line(Emphasis emphasis, const SafeText& text) {
    lines_.push_back({emphasis, text.printable().clipped(k_max_line_width)});
  }
  void more(std::size_t all, std::size_t shown, Literal where) {
    if (all > shown) line(Emphasis::dim, "  … and " + SafeText(all - shown) + " more" + where);
  }
  std::vector<ScreenLine> take() { return std::move(lines_); }

 private:
  std::vector<ScreenLine> lines_;
};

Emphasis emphasis_of(Owner owner) {
  if (owner == Owner::none) return Emphasis::good;
  return owner == Owner::undetermined ? Emphasis::warning : Emphasis::bad;
}

SafeText basis(const ReportInput& input) {
  SafeText text = SafeText(to_literal(input.verdict.confidence)) + " confidence";
  if (!input.verdict.clauses.empty()) text += ", policy " + joined(input.verdict.clauses, " ");
  if (const SafeText rules = additional_rules(input); !rules.empty()) text += ", additional rules: " + rules;
  return text;
}

void add_gateways(Screen& screen, const ReportInput& input, std::size_t room) {
  const std::vector<ReplicaGroup> groups = replica_groups(input);
  const std::size_t shown = std::min(groups.size(), room);
  for (std::size_t i = 0; i < shown; ++i) screen.line(Emphasis::dim, "  " + group_line(groups[i]));
  screen.more(gateways_from(groups, shown), 0, " gateways");
  const SafeText window = window_words(input.evidence);
  if (!window.empty()) screen.line(Emphasis::dim, "  " + window);
}

void add_ladders(Screen& screen, const ReportInput& input) {
  const std::vector<Ladder> found = ladders(input.evidence, input.verdict);
  const std::size_t shown = std::min(found.size(), k_max_probe_lines);
  for (std::size_t i = 0; i < shown; ++i) {
    screen.line(found[i].whole ? Emphasis::plain : Emphasis::warning,
                "  " + found[i].destination + ": " + found[i].rungs);
  }
}

void add_evidence(Screen& screen, const ReportInput& input) {
  const Finding* primary = primary_finding(input.verdict);
  if (primary == nullptr || primary->evidence.empty()) return;
  screen.line(Emphasis::strong, SafeText("Evidence"));
  const std::size_t shown = std::min(primary->evidence.size(), k_max_evidence_lines);
  for (std::size_t i = 0; i < shown; ++i) {
    const triage::Place& place = primary->evidence[i];
    screen.line(Emphasis::plain, "  " + packed_place(input, place).text + "  " + place.quote);
  }
}

void add_others(Screen& screen, const triage::Verdict& verdict) {
  const std::vector<const Finding*> others = other_findings(verdict);
  if (others.empty()) return;
  screen.line(Emphasis::strong, SafeText("Beside it"));
  const std::size_t shown = std::min(others.size(), k_max_other_lines);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool conflict = is_conflict(verdict, *others[i]);
    screen.line(conflict ? Emphasis::warning : Emphasis::plain,
                "  " + SafeText(aside_word(others[i]->owner)) +
                    (conflict ? Literal(" (a second cause)") : Literal("")) + ": " + others[i]->title);
  }
  screen.more(others.size(), shown, "");
}

void add_steps(Screen& screen, const triage::Verdict& verdict) {
  if (!verdict.missing.empty()) screen.line(Emphasis::strong, SafeText("What would decide it"));
  for (std::size_t i = 0; i < std::min(verdict.missing.size(), k_max_missing_lines); ++i) {
    screen.line(Emphasis::plain, "  " + verdict.missing[i].fact + ": " + verdict.missing[i].how);
  }
  if (verdict.next_steps.empty()) return;
  screen.line(Emphasis::strong, SafeText("What to do now"));
  const std::size_t shown = std::min(verdict.next_steps.size(), k_max_step_lines);
  for (std::size_t i = 0; i < shown; ++i) {
    screen.line(Emphasis::plain, "  " + SafeText(i + 1) + ". " + verdict.next_steps[i]);
  }
}

void add_gaps(Screen& screen, const triage::Evidence& evidence) {
  const std::vector<Gap> all = gaps(evidence);
  if (all.empty()) return;
  SafeText line = SafeText("Not collected: ") + all.front().what;
  if (!all.front().reason.empty()) line += " (" + all.front().reason + ")";
  if (all.size() > 1) line += ", and " + counted(all.size() - 1, "more gap", "more gaps");
  screen.line(Emphasis::warning, line);
}

}  // namespace

std::vector<ScreenLine> write_screen(const ReportInput& input) {
  Screen screen;
  const SafeText recorded = recorded_words(input.evidence);
  if (!recorded.empty()) screen.line(Emphasis::warning, recorded);
  screen.line(emphasis_of(input.verdict.owner), headline(input.verdict));
  // The headline has the finding's title, or all there is to say when nothing was found.
  if (const Finding* primary = primary_finding(input.verdict); primary != nullptr && !primary->says.empty()) {
    screen.line(Emphasis::plain, primary->says);
  }
  screen.line(Emphasis::dim, basis(input));
  add_gateways(screen, input, recorded.empty() ? k_max_gateway_lines : k_max_gateway_lines - 1);
  add_ladders(screen, input);
  add_evidence(screen, input);
  add_others(screen, input.verdict);
  add_steps(screen, input.verdict);
  add_gaps(screen, input.evidence);
  return screen.take();
}

}  // namespace sgw::report
