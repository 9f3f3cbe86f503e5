#include "src/report/summary.hpp"

#include "src/report/guidance.hpp"
#include "src/report/instance_words.hpp"
#include "src/report/markdown.hpp"
#include "src/report/page_parts.hpp"
#include "src/report/timeline_words.hpp"
#include "src/report/wording.hpp"

#include <algorithm>
#include <map>

namespace sgw::report {

using triage::Finding;
using triage::Owner;

namespace {

// Of a finding beside the verdict; all of it is in verdict.json.
constexpr std::size_t k_max_other_places = 2;
constexpr std::size_t k_max_other_steps = 3;
constexpr std::size_t k_max_turns = 5;
constexpr std::size_t k_max_folders = 8;

SafeText dash_if_empty(const SafeText& text) { return text.empty() ? SafeText("–") : markdown_words(text); }

void add_head(PageFields& fields, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  const Finding* primary = primary_finding(verdict);
  fields.set("summary", markdown_words(verdict.summary));
  fields.show_if("kind", !verdict.category.empty()).set("category", markdown_words(verdict.category));
  fields.show_if("as_of_given", input.evidence.as_of_given);
  fields.set("started", SafeText(input.evidence.started)).set("finished", SafeText(input.evidence.finished));
  const SafeText says = primary == nullptr ? SafeText() : markdown_words(primary->says);
  fields.show_if("says", !says.empty()).set("says_text", says);
}

// A run over several clusters: whose the problem of each is.
void add_clusters(PageFields& fields, const ReportInput& input) {
  const auto& clusters = input.verdict.clusters;
  fields.list("clusters").list("cluster_steps").show_if("clusters_part", !clusters.empty());
  for (const triage::ClusterVerdict& cluster : clusters) {
    const triage::Verdict& verdict = cluster.verdict;
    const Finding* primary = primary_finding(verdict);
    PageFields row;
    row.set("cluster", dash_if_empty(cluster.context)).set("cluster_owner", to_literal(verdict.owner));
    row.set("cluster_confidence", to_literal(verdict.confidence));
    row.set("cluster_gateways", SafeText(cluster.instances.size()));
    row.set("cluster_wrong", markdown_words(primary == nullptr ? verdict.summary : primary->title));
    fields.row("clusters", std::move(row));
    if (verdict.next_steps.empty()) continue;
    PageFields step;
    step.set("cluster", dash_if_empty(cluster.context));
    step.set("cluster_step", markdown_words(verdict.next_steps.front()));
    fields.row("cluster_steps", std::move(step));
  }
}

void add_effects(PageFields& fields, const ReportInput& input) {
  const Finding* primary = primary_finding(input.verdict);
  const auto effects = primary == nullptr ? std::vector<const Finding*>() : effects_of(input.verdict, *primary);
  fields.list("effects").show_if("effects_part", !effects.empty());
  for (const Finding* effect : effects) {
    PageFields row;
    row.set("effect_title", markdown_words(effect->title)).set("effect_rule", markdown_words(effect->rule));
    add_places(row, "effect_places", input, *effect, 1);
    fields.row("effects", std::move(row));
  }
}

void add_steps(PageFields& fields, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  fields.list("missing").show_if("missing_part", !verdict.missing.empty());
  for (const triage::MissingFact& missing : verdict.missing) {
    PageFields row;
    row.set("missing_fact", markdown_words(missing.fact)).set("missing_how", markdown_words(missing.how));
    fields.row("missing", std::move(row));
  }
  const bool none = verdict.next_steps.empty();
  fields.list("steps").show_if("no_steps", none && verdict.owner == Owner::none);
  fields.show_if("steps_open", none && verdict.owner != Owner::none);
  std::size_t number = 0;
  for (const SafeText& step : verdict.next_steps) {
    PageFields row;
    row.set("step_number", SafeText(++number)).set("step", markdown_words(step));
    fields.row("steps", std::move(row));
  }
}

void add_channels(PageFields& fields, const ReportInput& input) {
  const Owner owner = input.verdict.owner;
  const bool for_microsoft = owner == Owner::microsoft || owner == Owner::shared || owner == Owner::unsupported_version;
  const bool plan = has_support_plan(input.evidence);
  fields.show_if("has_plan", plan).show_if("public_channels", for_microsoft && !plan);
}

PageFields other_row(const ReportInput& input, const Finding& finding) {
  PageFields row;
  row.set("other_title", markdown_words(finding.title));
  row.set("other_owner", aside_word(finding.owner)).set("other_confidence", to_literal(finding.confidence));
  const SafeText clauses = markdown_words(joined(finding.clauses, ", "));
  row.set("other_clauses", clauses.empty() ? clauses : "; " + clauses);
  row.set("other_place", finding.evidence.empty()
                             ? SafeText()
                             : " — " + markdown_code(packed_place(input, finding.evidence.front()).text));
  row.show_if("other_conflict", is_conflict(input.verdict, finding));
  add_places(row, "other_places", input, finding, k_max_other_places);
  row.show_if("other_why", !finding.says.empty()).set("other_says", markdown_words(finding.says));
  add_clauses(row, "other_policy", input, finding.clauses);
  add_texts(row, "other_steps", "other_step", finding.next_steps, k_max_other_steps);
  row.set("other_where", where_to_take(finding.owner, has_support_plan(input.evidence)));
  add_texts(row, "other_turns", "other_turn", what_would_change(input, finding), k_max_turns);
  row.list("other_effects");
  for (const Finding* effect : effects_of(input.verdict, finding)) {
    PageFields effect_row;
    row.row("other_effects", effect_row.set("effect_title", markdown_words(effect->title)));
  }
  return row;
}

void add_others(PageFields& fields, const ReportInput& input) {
  const std::vector<const Finding*> others = other_findings(input.verdict);
  const std::size_t shown = std::min(others.size(), k_max_findings);
  fields.list("others").show_if("others_part", !others.empty()).show_if("others_more", others.size() > shown);
  fields.set("others_more_count", SafeText(others.size() - shown));
  for (std::size_t i = 0; i < shown; ++i) fields.row("others", other_row(input, *others[i]));
}

void add_turns(PageFields& fields, const ReportInput& input) {
  const Finding* primary = primary_finding(input.verdict);
  std::vector<SafeText> turns;
  if (primary != nullptr) turns = what_would_change(input, *primary);
  fields.show_if("turns_part", !turns.empty());
  add_texts(fields, "turns", "turn", turns, k_max_turns);
}

SafeText first_of(const std::vector<SafeText>& folders) {
  if (folders.size() <= k_max_folders) return joined(folders, ", ");
  const std::vector<SafeText> first(folders.begin(), folders.begin() + k_max_folders);
  return joined(first, ", ") + " and " + SafeText(folders.size() - k_max_folders) + " more";
}

// Two causes that are shown, of different owners: said as such, before anything else is told of them.
void add_conflicts(PageFields& fields, const ReportInput& input) {
  const Finding* primary = primary_finding(input.verdict);
  fields.list("conflicts").show_if("conflicts_part", primary != nullptr && !input.verdict.conflicts.empty());
  const auto row = [&](const Finding& finding) {
    PageFields held;
    held.set("conflict_title", markdown_words(finding.title)).set("conflict_owner", to_literal(finding.owner));
    held.set("conflict_gateways",
             finding.instances.empty() ? SafeText() : " — " + markdown_words(first_of(finding.instances)));
    fields.row("conflicts", std::move(held));
  };
  if (primary == nullptr) return;
  row(*primary);
  for (const Finding* other : other_findings(input.verdict)) {
    if (is_conflict(input.verdict, *other)) row(*other);
  }
}

void add_gateways(PageFields& fields, const ReportInput& input) {
  const std::vector<ReplicaGroup> gateways = replica_groups(input);
  fields.list("gateways").show_if("gateways_part", !gateways.empty());
  for (std::size_t i = 0; i < std::min(gateways.size(), k_max_gateways); ++i) {
    const InstanceWords words = words_of(*gateways[i].first);
    PageFields row;
    row.set("gateway", dash_if_empty(group_name(gateways[i]))).set("image", dash_if_empty(words.image));
    row.set("version", dash_if_empty(words.version)).set("support", dash_if_empty(words.support));
    row.set("status", dash_if_empty(words.status)).set("restarts", dash_if_empty(words.restarts));
    const Finding* found = gateways[i].finding;
    row.set("wrong", found == nullptr ? SafeText("–") : markdown_words(found->title));
    fields.row("gateways", std::move(row));
  }
  const SafeText window = window_words(input.evidence);
  fields.show_if("window_part", !window.empty()).set("window", markdown_words(window));
  add_gateways_more(fields, gateways);
}

void add_masked(PageFields& fields, const ReportInput& input) {
  std::map<SafeName, std::uint64_t> counts;
  for (const triage::ArtifactRecord& artifact : input.evidence.artifacts) {
    for (const RedactionNote& note : artifact.notes) counts[note.what] += note.count;
  }
  std::vector<SafeText> words;
  words.reserve(counts.size());
  for (const auto& [what, count] : counts) words.push_back(counted(count, what));
  fields.show_if("masked", !counts.empty()).show_if("nothing_masked", counts.empty());
  fields.set("masked_counts", markdown_words(joined(words, ", ")));
}

void add_gaps(PageFields& fields, const ReportInput& input) {
  const std::vector<Gap> all = gaps(input.evidence);
  const std::size_t shown = std::min(all.size(), k_max_gaps);
  fields.list("gaps").show_if("no_gaps", all.empty()).show_if("gaps_more", all.size() > shown);
  fields.set("gaps_more_count", SafeText(all.size() - shown));
  for (std::size_t i = 0; i < shown; ++i) {
    PageFields row;
    row.set("gap_what", markdown_words(all[i].what));
    row.set("gap_reason", all[i].reason.empty() ? SafeText() : " (" + markdown_words(all[i].reason) + ")");
    fields.row("gaps", std::move(row));
  }
}

// What was told on the terminal is told to whoever reads the bundle, too: a log that a flag left empty, a misspelt
// fact.
void add_warnings(PageFields& fields, const ReportInput& input) {
  fields.list("warnings");
  std::size_t count = 0;
  for (const Remark* remark : in_order(input.evidence.remarks)) {
    if (remark->kind != Remark::Kind::warning || ++count > k_max_gaps) continue;
    PageFields row;
    row.set("warning", markdown_words(subject_line(*remark)));
    row.set("warning_detail", remark->detail.empty() ? SafeText() : " (" + markdown_words(remark->detail) + ")");
    fields.row("warnings", std::move(row));
  }
}

}  // namespace

NamedDocument write_summary(const ResourceStore& store, const ReportInput& input, const triage::Timeline& timeline) {
  PageFields fields;
  add_owner(fields, input);
  add_head(fields, input);
  add_clusters(fields, input);
  add_evidence(fields, input);
  add_effects(fields, input);
  add_conflicts(fields, input);
  add_steps(fields, input);
  add_turns(fields, input);
  add_channels(fields, input);
  add_others(fields, input);
  add_timeline(fields, input, timeline);
  add_gateways(fields, input);
  add_ladders(fields, input);
  add_masked(fields, input);
  add_gaps(fields, input);
  add_warnings(fields, input);
  return write_page(store, input, "SUMMARY.md", "templates/report/summary.md", fields);
}

}  // namespace sgw::report
