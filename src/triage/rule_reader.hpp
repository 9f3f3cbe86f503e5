#pragma once

#include "src/triage/condition_reader.hpp"
#include "src/triage/rule.hpp"

#include <sgw_diag/resource.hpp>

#include <functional>
#include <vector>

namespace sgw::triage {

struct RuleContext {
  ConditionContext condition;
  std::function<bool(std::string_view)> is_clause;
};

// Reads one file of rules: {"rules": [..]}. What is wrong goes to `problems`; what could be read of the rules comes
// back all the same, so that what they say of each other can be looked at too. Fails when it is no JSON.
Result<std::vector<Rule>> read_rules(const Resource& resource, const RuleContext& context, DataProblems& problems);
// Reads {"missing": [..]}.
Result<std::vector<MissingRule>> read_missing(const Resource& resource, const ConditionContext& context);
// Reads {"clauses": [..]}.
Result<std::vector<Clause>> read_clauses(const Resource& resource);

}  // namespace sgw::triage
