#pragma once

#include <string_view>

namespace sgw::test {

// Whether a call's target is one that a plan announces: <places> stand for one or more characters other than "/", "?"
// and "&", [what is in brackets] may be there or not, and "…" at the end for anything. Brackets may hold places, not
// brackets.
bool fits_pattern(std::string_view pattern, std::string_view target);

}  // namespace sgw::test
