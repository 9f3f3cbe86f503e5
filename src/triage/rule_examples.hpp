#pragma once

#include "src/triage/rule_book.hpp"
#include "src/triage/rule_set.hpp"

namespace sgw::triage {

// The facts that a rule's example describes, through the same code that reads real artifacts.
InstanceFacts example_facts(const RuleExample& example, const RuleSet& rules);

// Whether the rule fires on what the example describes. The patterns of `rules` are compiled.
bool fires_on(const Rule& rule, const RuleExample& example, const RuleSet& rules);

// Every example of every rule that does not come out as it says.
std::vector<TriageExampleFailure> test_examples(const RuleSet& rules);

}  // namespace sgw::triage
