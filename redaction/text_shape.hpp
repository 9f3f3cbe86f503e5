#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Cheap judgements whether encoded characters stand for text; they err towards yes.

// A part of a run of encoded characters.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// For each of the four places where groups of four may begin, a bit: set when some stretch of nine bytes would be
// printable, or when it looks like UTF-16; all four of a run so long that its stretches say more.
unsigned base64_alignments(std::string_view characters);

// What is worth decoding of characters whose groups begin at the first: all of a short run, of a long one the stretches
// that are printable or UTF-16 and what is around them. Each begins with a group.
std::vector<Stretch> base64_stretches(std::string_view characters);

// 0 to 15; -1 for other characters.
inline constexpr std::array<std::int8_t, 256> k_hex_values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < 10; ++i) values['0' + i] = static_cast<std::int8_t>(i);
  for (std::size_t i = 10; i < 16; ++i) values['a' + i - 10] = values['A' + i - 10] = static_cast<std::int8_t>(i);
  return values;
}();
inline int hex_value(char c) { return k_hex_values[static_cast<unsigned char>(c)]; }
inline bool is_hex_digit(char c) { return hex_value(c) >= 0; }

// The same for hexadecimal digits, pairs beginning at the first; none unless some stretch of ten bytes is printable.
std::vector<Stretch> hex_stretches(std::string_view digits);
// An odd last digit is dropped.
std::string hex_decoded(std::string_view digits);

// UTF-16 of ASCII text becomes that text; other bytes stay.
std::string without_zeros(std::string bytes);

}  // namespace sgw::redaction
