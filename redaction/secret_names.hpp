#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Judges a name by its words, whatever joins them: "clientSecret", "X-FUNCTIONS-KEY", "gateway.auth.key". A name whose
// last word says that it is only about a secret is none: "secretRef", "tokenAudience", "keyType", "passwordExpiresOn".
bool is_secret_name(std::string_view name);

// The same, for the name of a password: its values may be words like any other.
bool is_password_name(std::string_view name);

// Values that say something about a secret without being one: "", true, null, expired, ****, $(TOKEN), {{token}}.
bool is_harmless_value(std::string_view value);

// Lower case; one of them occurs, ignoring case, in every name that is_secret_name() accepts.
std::vector<std::string> secret_word_literals();
// The same as an RE2 group.
std::string secret_word_pattern();

}  // namespace sgw::redaction
