#pragma once

#include <sgw_diag/json_reader.hpp>

namespace sgw::triage {

// Adds to `problems` why the regular expression at `where` cannot be used, with the part of it that is at fault.
void add_expression_problem(const SafeJson& where, DataProblems& problems);

}  // namespace sgw::triage
