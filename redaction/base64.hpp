#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::redaction {

// RFC 4648, standard alphabet with padding.
std::string base64_encoded(std::string_view bytes);

// Both alphabets, with or without padding; ends silently at the first other character.
std::string base64_decoded(std::string_view text);

// What each byte counts in either alphabet, 0 to 63; -1 for other characters, '=' among them.
inline constexpr std::array<std::int8_t, 256> k_base64_values = [] {
  constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < k_alphabet.size(); ++i) {
    values[static_cast<unsigned char>(k_alphabet[i])] = static_cast<std::int8_t>(i);
  }
  values['-'] = 62;
  values['_'] = 63;
  return values;
}();

constexpr int base64_value(char c) { return k_base64_values[static_cast<unsigned char>(c)]; }

// '+', '/', '-' and '_' count, '=' does not.
constexpr bool is_base64_char(char c) { return base64_value(c) >= 0; }

}  // namespace sgw::redaction
