#pragma once

#include <string_view>

namespace sgw::redaction {

// Values that say something about a secret without being one: "", true, null, expired, ****, $(TOKEN), {{token}}, what
// stands in a usage text (<your-token>) or points to a vault.
bool is_harmless_value(std::string_view value);

// Long and mixed enough to be no word, name, version, time, path or GUID: what generators of keys make.
bool looks_random(std::string_view value);

// Words of a sentence: one of them is an article, a preposition or the like, and nothing in it looks random.
bool is_sentence(std::string_view value);

bool is_guid(std::string_view value);
// Digits alone, and few of them: a number of things.
bool is_count(std::string_view value);
// A path or a URL without anything secret about it.
bool is_path(std::string_view value);
// One word of letters.
bool is_word(std::string_view value);

}  // namespace sgw::redaction
