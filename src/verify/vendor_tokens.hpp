#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Tokens that begin as their maker says: "ghp_…", "AKIA…", "xoxb-…", and those whose form alone tells them. `text` is
// decoded and has no placeholders. Adds what it finds.
void find_vendor_tokens(std::string_view text, Findings& found);

}  // namespace sgw::verify
