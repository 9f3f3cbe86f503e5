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

// Reads one file of rules: {"rules": [..]}. All its problems come in one error.
Result<std::vector<Rule>> read_rules(const Resource& resource, const RuleContext& context);
// Reads {"missing": [..]}.
Result<std::vector<MissingRule>> read_missing(const Resource& resource, const ConditionContext& context);
// Reads {"clauses": [..]}.
Result<std::vector<Clause>> read_clauses(const Resource& resource);

}  // namespace sgw::triage
