#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;

  bool empty() const noexcept { return end <= begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

// What is known of the place that a value stands at.
struct ValueSetting {
  char enclosing = '\0';    // the quote around name and value together: 'password: a b'
  bool whole_line = false;  // nothing else stands in the line
  bool words = false;       // the value may be several words
  bool doubled = false;     // quotes are doubled, as in a field of CSV: ""name"":""value""
};

// The value that begins at `at` of a line, or behind what programs put around one: N'…', b"…", Some("…"), !!str …,
// &anchor …, ConvertTo-SecureString '…', other || "…". A quoted one ends at its quote: doubled and escaped quotes
// belong to it, and so does one behind which a word goes on; without an end it goes to the end of the text. A bare one
// ends at a blank, or at one of , ; & | behind which another name or nothing follows: a password with such a character
// inside stays whole.
Extent value_at(std::string_view text, std::size_t at, const ValueSetting& setting = {});

// Whether a header, setting or member with this name holds a scheme and credentials: "Proxy-Authorization".
bool is_authorization(std::string_view name);

// The size of the scheme of an authorization and the blank behind it ("Bearer eyJ…", RFC 9110, 11.4), which may stay; 0
// when the value begins with none that is known: any other word may be the secret.
std::size_t scheme_size(std::string_view value);

}  // namespace sgw::redaction
