#pragma once

#include "redaction/find.hpp"

namespace sgw::redaction {

// In a line "NAME=VALUE" of a secret's name the whole value is found, blanks and all; "export " may stand before it.
void add_env_value(std::string_view line, const RuleLabel& label, Finds& finds);

}  // namespace sgw::redaction
