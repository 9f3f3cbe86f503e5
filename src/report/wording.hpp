#pragma once

#include "src/report/reports.hpp"

#include <sgw_diag/safe_text.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace sgw::report {

// The owner as a headline begins with it: "CUSTOMER", "UNSUPPORTED VERSION", "NO INCIDENT".
Literal headline_word(triage::Owner owner);

// "CUSTOMER — the host name does not resolve": the owner and the primary finding's title, or the summary without one.
SafeText headline(const triage::Verdict& verdict);

// The owner of a finding beside the verdict: "note" where nobody has to do anything, else the owner's word.
Literal aside_word(triage::Owner owner);

// The finding that decided; null when nothing did.
const triage::Finding* primary_finding(const triage::Verdict& verdict);

// Findings that stand beside the primary one: neither it nor an effect of another finding.
std::vector<const triage::Finding*> other_findings(const triage::Verdict& verdict);

// Findings that `cause` explains, and what those explain in turn: the nearest first, of its own gateways.
std::vector<const triage::Finding*> effects_of(const triage::Verdict& verdict, const triage::Finding& cause);

// Whether it is a cause as sure as the verdict's, of another owner.
bool is_conflict(const triage::Verdict& verdict, const triage::Finding& finding);

// What is first of all wrong with the gateway of that folder; null when nothing was found of it.
const triage::Finding* standing_finding(const triage::Verdict& verdict, const SafeText& instance);

// A place as the packed bundle has it: `line` is absent when it was cut away or there is none.
struct PackedPlace {
  std::optional<std::uint64_t> line;
  SafeText text;  // "gateways/a/logs/gateway.log:12", "gateways/a/state.json /oom_killed"
};
PackedPlace packed_place(const ReportInput& input, const triage::Place& place);

// Remarks by source, each source's in its own order: sources work side by side, so the order between them is chance.
std::vector<const Remark*> in_order(const std::vector<Remark>& remarks);

// "no log: container-1", or what there is of the two.
SafeText subject_line(const Remark& remark);

// "t2.json (replaces token-expired), more.json": the files of --rules that the verdict rests on too, without folders;
// empty when there are none. A replaced rule may turn the owner, so every page says it.
SafeText additional_rules(const ReportInput& input);

// "3 gateways", "1 gateway".
SafeText counted(std::uint64_t count, Literal one, Literal many);
// The same for a class of what was masked: "34 addresses", "1 secret-value", "2 identities".
SafeText counted(std::uint64_t count, const SafeName& one);

}  // namespace sgw::report
