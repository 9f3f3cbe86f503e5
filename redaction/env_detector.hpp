#pragma once

#include "redaction/find.hpp"

#include <string_view>

namespace sgw::redaction {

// The values of lines "NAME=value" or "export NAME=value" whose name is a secret's: up to the end of the line, whatever
// stands in them.
void find_env_values(std::string_view text, const RuleLabel& label, Finds& finds);

// The same for one line that begins at `offset` of some text.
void find_env_value(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds);

}  // namespace sgw::redaction
