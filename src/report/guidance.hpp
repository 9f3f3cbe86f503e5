#pragma once

#include "src/report/reports.hpp"

#include <vector>

namespace sgw::report {

// Where a problem of that owner is taken, in a sentence with the channels' ids.
Literal where_to_take(triage::Owner owner, bool has_support_plan);

// What would make the finding another one, a sentence each: of a rule in general, and of a finding with what is known
// of its instance.
std::vector<SafeText> what_would_change(const triage::TriageRuleInfo& rule);
std::vector<SafeText> what_would_change(const ReportInput& input, const triage::Finding& finding);

// "no call gets through": what the problem means for the traffic, as far as its rule knows.
Literal impact_words(const triage::TriageRuleInfo& rule);

// The clause's text in this project's words; the bare id says nothing to a tired reader.
SafeText clause_text(const triage::RuleBook& rules, const SafeText& id);

}  // namespace sgw::report
