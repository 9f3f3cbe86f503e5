#pragma once

#include "src/triage/condition.hpp"
#include "src/triage/fact_vocabulary.hpp"
#include "src/triage/log_patterns.hpp"

#include <sgw_diag/json_reader.hpp>

namespace sgw::triage {

// What a condition refers to: fact keys are checked against the first, expressions on lines are added to the second.
struct ConditionContext {
  const FactVocabulary& vocabulary;
  LogPatterns& patterns;
};

// Reads the "when" of a rule; whatever is wrong goes to `problems`.
Condition read_condition(const SafeJson& json, const ConditionContext& context, DataProblems& problems);

}  // namespace sgw::triage
