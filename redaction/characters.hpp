#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Classes of ASCII characters; no locale.
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }

inline std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = lower(c);
  return low;
}

// What a name is made of in any of the languages of logs and configuration; quotes, brackets and colons are not.
inline constexpr std::array<bool, 256> k_name_chars = [] {
  std::array<bool, 256> chars{};
  for (int c = 0; c < 0x80; ++c) {
    chars[static_cast<std::size_t>(c)] = is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  }
  for (const char c : {'_', '.', '-', '$'}) chars[static_cast<unsigned char>(c)] = true;
  return chars;
}();
constexpr bool is_name_char(char c) { return k_name_chars[static_cast<unsigned char>(c)]; }

// A set of bytes to look for: std::string_view looks each byte of a text up in the whole list.
class CharSet {
 public:
  constexpr explicit CharSet(std::string_view chars) {
    for (const char c : chars) has_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  // The first of them in `text` at or behind `at`, or the text's size.
  constexpr std::size_t next(std::string_view text, std::size_t at) const {
    while (at < text.size() && !has(text[at])) ++at;
    return at;
  }
  // The first other byte.
  constexpr std::size_t skip(std::string_view text, std::size_t at) const {
    while (at < text.size() && has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> has_{};
};

constexpr std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

// Whether `text` holds `word`, which is in lower case, at `at`, ignoring case.
constexpr bool holds_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[at + i]) != word[i]) return false;
  }
  return true;
}

constexpr bool equals(std::string_view text, std::string_view word) {
  return text.size() == word.size() && holds_at(text, 0, word);
}

}  // namespace sgw::redaction
