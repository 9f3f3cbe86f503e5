#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sgw::verify {

// ASCII only, whatever the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
constexpr bool is_base64(char c) { return is_alnum(c) || c == '+' || c == '/'; }
constexpr bool is_base64_url(char c) { return is_alnum(c) || c == '-' || c == '_'; }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A set of characters that is asked often: one look into a table.
class CharacterSet {
 public:
  template <class Kind>
  constexpr explicit CharacterSet(Kind kind) {
    for (std::size_t code = 0; code < member_.size(); ++code) member_[code] = kind(static_cast<char>(code));
  }
  constexpr bool operator()(char c) const { return member_[static_cast<unsigned char>(c)]; }

  // The first position from `from` on that holds one of the set, or the end of the text.
  std::size_t find(std::string_view text, std::size_t from) const {
    while (from < text.size() && !(*this)(text[from])) ++from;
    return from;
  }

 private:
  std::array<bool, 256> member_{};
};

// How many characters from `from` on are of the kind.
template <class Kind>
constexpr std::size_t span_of(std::string_view text, std::size_t from, const Kind& kind) {
  std::size_t count = 0;
  while (from + count < text.size() && kind(text[from + count])) ++count;
  return count;
}

}  // namespace sgw::verify
