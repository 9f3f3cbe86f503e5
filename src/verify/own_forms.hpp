#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Tokens and keys without a telling prefix, by the whole of their form: where their dots, digits and cases are, and how
// long they are. `text` is decoded and has no placeholders. Adds what it finds.
void find_own_forms(std::string_view text, Findings& found);

}  // namespace sgw::verify
