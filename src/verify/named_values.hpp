#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Secrets that show by what stands before them, in decoded text without placeholders: a random-looking value of a
// telling name (password, secret, AccountKey, sig, …) in any of "name=value", "name: value", "\"name\":\"value\"",
// {"name":"…", "value":"…"}; credentials in Authorization headers; cookies; user:password@ in URLs. Adds what it finds.
void find_named_values(std::string_view text, Findings& found);

}  // namespace sgw::verify
