#pragma once

#include "src/triage/derived_facts.hpp"
#include "src/triage/evidence.hpp"
#include "src/triage/rule_set.hpp"

namespace sgw::triage {

// A rule that fired for one instance, after the gates.
struct Fired {
  const Rule* rule = nullptr;
  std::size_t instance = 0;  // in evidence.facts
  Owner owner = Owner::undetermined;
  Confidence confidence = Confidence::low;
  int step = 6;  // of the support policy's order of decision, 1 to 6
  std::vector<SafeText> clauses;
  std::vector<SafeText> first_steps;  // what the gates ask for before the rule's own next steps
  SafeText note;                      // what the gates add to the rule's own reasons
  std::vector<Place> places;
  const Rule* caused_by = nullptr;
  bool asks_version = false;  // the version would decide more
};

// All rules over one instance, gates applied, effects tied to their causes. In order of rank.
std::vector<Fired> fire_rules(const RuleSet& rules, const InstanceFacts& facts, std::size_t instance,
                              const Judgement& judgement);

// Where a finding stands in the choice of the verdict: less is first. Causes that are shown go before leads, then the
// worst impact, the policy's "order of decision", the surest, the name.
bool ranks_before(const Fired& left, const Fired& right);
// Findings that may be the verdict: not an effect, not mere advice.
bool may_be_primary(const Fired& fired);

// Facts (derived ones included) in, verdict out.
Verdict judge_evidence(const RuleSet& rules, const Evidence& evidence, const Judgement& judgement);

}  // namespace sgw::triage
