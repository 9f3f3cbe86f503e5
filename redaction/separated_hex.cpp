#include "redaction/separated_hex.hpp"

#include "redaction/line_places.hpp"
#include "redaction/text_shape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_min_bytes = 8;
constexpr std::size_t k_min_streak = 6;  // printable bytes that follow one another
// A row of eight pairs is 23 bytes long: one of a survey's samples is inside of it.
constexpr std::size_t k_sample = k_hex_sample;
constexpr std::string_view k_prefix = "0x";

constexpr std::uint8_t k_digit = 1;
constexpr std::uint8_t k_separator = 2;
constexpr std::uint8_t k_mark = 4;  // the prefix's second character
constexpr std::uint8_t k_line = 8;  // may stand between two rows

constexpr std::array<std::uint8_t, 256> k_classes = [] {
  std::array<std::uint8_t, 256> classes{};
  for (const char c : std::string_view("0123456789abcdefABCDEF")) classes[static_cast<unsigned char>(c)] = k_digit;
  classes[static_cast<unsigned char>(k_prefix[1])] = k_mark;
  for (const char c : std::string_view("\t\r\n")) classes[static_cast<unsigned char>(c)] = k_line;
  for (const char c : std::string_view(" :,-;|")) classes[static_cast<unsigned char>(c)] = k_separator;
  return classes;
}();

std::uint8_t class_of(char c) { return k_classes[static_cast<unsigned char>(c)]; }

// Two digits and a separator, from any of the three on; or a part of a prefix.
bool may_be_inside(std::string_view sample) {
  unsigned any = 0;
  for (std::size_t i = 0; i < k_sample; ++i) {
    const std::uint8_t kind = class_of(sample[i]);
    if (kind == 0) return false;
    any |= kind;
  }
  if ((any & k_mark) != 0) return true;
  unsigned separators = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::uint8_t kind = class_of(sample[i]);
    if ((kind & k_line) != 0 || kind != class_of(sample[i + 3])) return false;
    separators += (kind & k_separator) != 0 ? 1U : 0U;
  }
  return separators == 1;
}

bool is_pair(std::string_view text, std::size_t at) {
  return at + 2 <= text.size() && is_hex_digit(text[at]) && is_hex_digit(text[at + 1]) &&
         (at + 2 == text.size() || !is_hex_digit(text[at + 2]));
}

// One byte at `at`: where its digits are, or npos.
std::size_t digits_at(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == k_prefix) at += 2;
  return is_pair(text, at) ? at : std::string_view::npos;
}

// Behind the separator at `at`: one sign, blanks, and the end of a line.
std::size_t behind_separator(std::string_view text, std::size_t at) {
  constexpr std::size_t k_max_blanks = 64;
  const std::size_t limit = std::min(text.size(), at + k_max_blanks);
  if (at < limit && (class_of(text[at]) & k_separator) != 0) ++at;
  while (at < limit && text[at] == ' ') ++at;
  if (at < limit && text[at] == '\r') ++at;
  if (at < limit && text[at] == '\n') {
    ++at;
    while (at < limit && (text[at] == ' ' || text[at] == '\t')) ++at;
  }
  return at;
}

// Where the row around the sample at `at` begins, not before `from`; npos when there is none.
std::size_t row_begin(std::string_view text, std::size_t at, std::size_t from) {
  std::size_t begin = at;
  const std::size_t limit = std::min(text.size(), at + k_sample + 1);
  while (begin < limit && digits_at(text, begin) == std::string_view::npos) ++begin;
  if (begin == limit) return std::string_view::npos;
  // The sample may begin inside of a prefix.
  if (begin >= from + 2 && text.substr(begin - 2, 2) == k_prefix) begin -= 2;
  while (true) {
    std::size_t sign = begin;
    while (sign > from && begin - sign < 2 && (class_of(text[sign - 1]) & k_separator) != 0) --sign;
    if (sign == begin || sign < from + 2) return begin;
    std::size_t before = sign - 2;
    if (!is_pair(text, before)) return begin;
    if (before >= from + 2 && text.substr(before - 2, 2) == k_prefix) before -= 2;
    if (before > 0 && is_hex_digit(text[before - 1])) return begin;
    begin = before;
  }
}

bool looks_like_text(std::string_view bytes) {
  std::size_t streak = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    // A zero is half of a character of UTF-16.
    if (byte == 0) continue;
    streak = byte >= 0x20 && byte < 0x7F ? streak + 1 : 0;
    if (streak >= k_min_streak) return true;
  }
  return false;
}

}  // namespace

void decode_separated_hex(std::string_view text, const Survey& survey, View& view, Pending* pending) {
  std::size_t done = 0;
  for (const std::size_t at : survey.hex_samples) {
    if (at + k_sample > text.size()) break;
    if (at < done || !may_be_inside(text.substr(at, k_sample))) continue;
    const std::size_t begin = row_begin(text, at, done);
    if (begin == std::string_view::npos) continue;
    std::string digits;
    std::size_t end = begin;
    std::size_t next = begin;
    for (std::size_t pair = digits_at(text, next); pair != std::string_view::npos; pair = digits_at(text, next)) {
      digits.append(text.substr(pair, 2));
      end = pair + 2;
      next = behind_separator(text, end);
      if (next == end || next >= text.size()) break;
    }
    done = std::max(end, at + 1);
    if (digits.size() < 2 * k_min_bytes) continue;
    if (pending != nullptr && next >= text.size()) pending->hold_from(line_begin(text, begin));
    const std::string bytes = hex_decoded(digits);
    if (!looks_like_text(bytes)) continue;
    view.filler("\n \n");
    view.coded(without_zeros(bytes), begin, end);
  }
}

}  // namespace sgw::redaction
