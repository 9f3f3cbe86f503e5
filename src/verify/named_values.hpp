#pragma once

#include <sgw_diag/safe_text.hpp>

#include <string_view>
#include <vector>

namespace sgw::verify {

// Secrets that show by what stands before them, in decoded text without placeholders: a random-looking value of a
// telling name (password, secret, AccountKey, sig, …) in any of "name=value", "name: value", "\"name\":\"value\"",
// {"name":"…", "value":"…"}; credentials in Authorization headers; cookies; user:password@ in URLs. Adds what it finds.
void find_named_values(std::string_view text, std::vector<Literal>& found);

}  // namespace sgw::verify
