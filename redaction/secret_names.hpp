#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// What a name says about the value beside it.
enum class Telling : std::uint8_t {
  nothing,
  key,       // "… key" of some owner: a secret when the value looks like one
  secret,    // a secret, but prose speaks of it in the same way: "token: The server …"
  password,  // a secret whose value may be words like any other
};

// Judges a name by its words, whatever joins them: "clientSecret", "X-FUNCTIONS-KEY", "gateway.auth.key". A name whose
// last word says that it is only about a secret tells nothing: "secretRef", "tokenAudience", "passwordExpiresOn".
Telling telling(std::string_view name);

// Whether a value with this name is a secret: the name tells, and the value is none of those that are harmless.
bool is_secret(std::string_view name, std::string_view value);
bool is_secret(Telling told, std::string_view name, std::string_view value);

// Lower case; one of them occurs, ignoring case, in every name that tells something.
const std::vector<std::string>& secret_word_literals();

}  // namespace sgw::redaction
