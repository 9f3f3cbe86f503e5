#pragma once

#include "redaction/text_shape.hpp"

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// A word that begins at `begin` may begin with what is left of an escape: "\n" and "db01", "%3D" and "jane", "\u0027"
// and "x". The offset of the word itself. The escape stays, and the word is the same as where nothing is escaped.
inline std::size_t behind_glued_escape(std::string_view text, std::size_t begin) {
  const auto hex = [&](std::size_t at, std::size_t digits) {
    for (std::size_t i = 0; i < digits; ++i) {
      if (at + i >= text.size() || !is_hex_digit(text[at + i])) return false;
    }
    return true;
  };
  if (begin < text.size() && text[begin] == '%' && hex(begin + 1, 2)) return begin + 3;
  if (begin == 0 || begin >= text.size()) return begin;
  if (text[begin - 1] == '%' || text[begin - 1] == '=') {
    const bool escape = text[begin - 1] == '%' ? hex(begin, 2) : text.substr(begin, 2) == "3D";
    return escape ? begin + 2 : begin;
  }
  // Behind two of them stands a word: of a path, or the first is an escape itself.
  if (text[begin - 1] != '\\' || (begin > 1 && text[begin - 2] == '\\')) return begin;
  switch (text[begin]) {
    case 'n':
    case 'r':
    case 't':
      return begin + 1;
    case 'u':
      return hex(begin + 1, 4) ? begin + 5 : begin;
    case 'x':
      return hex(begin + 1, 2) ? begin + 3 : begin;
    default:
      return begin;
  }
}

}  // namespace sgw::redaction
