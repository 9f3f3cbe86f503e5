#pragma once

#include <string>
#include <string_view>

namespace sgw::redaction {

// Cheap judgements whether encoded characters stand for text; they err towards yes.

// For each of the four places where groups of four may begin, a bit: set when some stretch of nine bytes would be
// printable, or when it looks like UTF-16.
unsigned base64_alignments(std::string_view characters);

inline bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
// Whether some stretch of ten bytes would be printable, pairs beginning at the first digit.
bool hex_looks_like_text(std::string_view digits);
// An odd last digit is dropped.
std::string hex_decoded(std::string_view digits);

// UTF-16 of ASCII text becomes that text; other bytes stay.
std::string without_zeros(std::string bytes);

}  // namespace sgw::redaction
