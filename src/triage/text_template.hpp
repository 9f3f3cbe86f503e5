#pragma once

#include "src/triage/fact.hpp"

#include <string>
#include <vector>

namespace sgw::triage {

// The fact keys that a rule's text asks for: "{state.exit_code}", "{state.limits.memory_bytes:bytes}".
std::vector<std::string> placeholders(const SafeText& text);

// `text` with its placeholders filled in from `facts`; several elements are joined by commas, an absent one becomes
// "(unknown)". With ":bytes" a number is shown as a size.
SafeText fill(const SafeText& text, const FactSet& facts);

}  // namespace sgw::triage
