#pragma once

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/safe_text.hpp>

#include <string_view>

namespace sgw::test {

// Redacted bytes of any valid UTF-8 text, made the way the product makes them: a string of a shipped JSON resource is
// safe text, and a document of safe text is redacted.
SafeText safe_text_from(std::string_view text);
RedactedBytes redacted_from(std::string_view text);

}  // namespace sgw::test
