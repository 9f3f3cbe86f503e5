#pragma once

#include "src/triage/rule_set.hpp"

#include <sgw_diag/resource.hpp>

namespace sgw::triage {

// Reads everything under "templates/triage", and the operator's rules: a rule of theirs replaces a shipped one of its
// id. Either all of it loads, or the error lists every problem of every file.
Result<RuleSet> load_rules(const ResourceStore& store);

}  // namespace sgw::triage
