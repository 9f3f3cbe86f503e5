#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Secrets that show by their shape alone, in decoded text without placeholders: gateway tokens (…&<12 digits>&<base64>,
// also in base64), JSON web tokens, Azure keys with their signature where it belongs, Entra client secrets, private
// keys in base64. Adds what it finds.
void find_token_shapes(std::string_view text, Findings& found);

}  // namespace sgw::verify
