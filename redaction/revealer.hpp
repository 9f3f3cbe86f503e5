#pragma once

#include "redaction/pseudonym_map.hpp"

#include <sgw_diag/revealed.hpp>

#include <string>
#include <string_view>

namespace sgw::redaction {

// `text` with the pseudonyms that are in `map` turned back. People's replies come through mail clients and web forms,
// so a placeholder is also known without its brackets, with them written as entities or escapes, and in the form that
// it has in a bundle's file names ("redacted-user-01234567"). Placeholders of secrets stay: they are in no map.
std::string reveal(std::string_view text, const PseudonymMap& map, RevealCount& count);

}  // namespace sgw::redaction
