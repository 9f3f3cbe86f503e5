#include "redaction/byte_tables.hpp"

#if defined(__x86_64__)

#include "redaction/base64.hpp"

#include <immintrin.h>
#include <array>
#include <bit>

#define SGW_BYTE_TABLES __attribute__((target("avx512f,avx512bw,avx512vbmi")))

namespace sgw::redaction {

namespace {

// For each character of ASCII the classes that it is of, a bit for each; bytes above are of none.
using Table = std::array<std::uint8_t, 128>;

enum : std::uint8_t {
  k_base64 = 1,
  k_line_end = 2,
  k_spaced_hex = 4,
  k_hex_digit = 8,
  k_prefix = 16,
  k_at = 32,
  k_backslash = 64,
  k_equal = 128
};

constexpr Table k_survey = [] {
  Table table{};
  const auto add = [&](std::string_view characters, std::uint8_t to) {
    for (const char c : characters) table[static_cast<unsigned char>(c)] |= to;
  };
  add("0123456789abcdefABCDEFx \t\v\f\r\n:,-;|", k_spaced_hex);
  add("0123456789abcdefABCDEF", k_hex_digit);
  add("x", k_prefix);
  add("@", k_at);
  add("\\", k_backslash);
  add("=", k_equal);
  add("\n", k_line_end);
  for (std::size_t c = 0; c < table.size(); ++c) {
    if (is_base64_char(static_cast<char>(c))) table[c] |= k_base64;
  }
  return table;
}();

enum : std::uint8_t { k_digit = 1, k_hex = 2, k_dot = 4, k_colon = 8, k_dash = 16 };

constexpr Table k_addresses = [] {
  Table table{};
  for (const char c : std::string_view("abcdefABCDEF")) table[static_cast<std::size_t>(c)] = k_hex;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = k_digit | k_hex;
  table['.'] = k_dot;
  table[':'] = k_colon;
  table['-'] = k_dash;
  return table;
}();

enum : std::uint8_t { k_mark = 1, k_equals = 2, k_bracket = 4, k_three = 8, k_behind_bracket = 16 };

constexpr Table k_marks = [] {
  Table table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = c == '\t' || c == '\n' ? 0 : k_mark;
  for (const char c : {'\\', '%', '&', '\x7F'}) table[static_cast<std::size_t>(c)] = k_mark;
  table['='] = k_equals;
  table['['] = k_bracket;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = k_behind_bracket;
  table['m'] = k_behind_bracket;
  table['3'] |= k_three;
  return table;
}();

struct Halves {
  __m512i low;
  __m512i high;
};

SGW_BYTE_TABLES Halves halves_of(const Table& table) {
  return {_mm512_loadu_si512(table.data()), _mm512_loadu_si512(table.data() + 64)};
}

SGW_BYTE_TABLES __m512i classes_of(const char* bytes, const Halves& table) {
  const __m512i part = _mm512_loadu_si512(bytes);
  const __mmask64 ascii = ~_mm512_movepi8_mask(part);
  return _mm512_maskz_permutex2var_epi8(ascii, table.low, part, table.high);
}

SGW_BYTE_TABLES std::uint64_t of_class(__m512i classes, std::uint8_t one) {
  return _mm512_test_epi8_mask(classes, _mm512_set1_epi8(static_cast<char>(one)));
}

SGW_BYTE_TABLES std::uint64_t equal(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

}  // namespace

SGW_BYTE_TABLES void survey_by_table(const char* bytes, SurveyWindows& windows) {
  const Halves table = halves_of(k_survey);
  for (SurveyMasks& window : windows) {
    const __m512i classes = classes_of(bytes, table);
    window.base64 = of_class(classes, k_base64);
    window.line_ends = of_class(classes, k_line_end);
    window.spaced_hex = of_class(classes, k_spaced_hex);
    window.hex = of_class(classes, k_hex_digit);
    window.prefixes = of_class(classes, k_prefix);
    window.ats = of_class(classes, k_at);
    window.backslashes = of_class(classes, k_backslash);
    window.equals = of_class(classes, k_equal);
    bytes += ByteMasks::k_width;
  }
}

SGW_BYTE_TABLES ByteMasks masks_by_table(const char* bytes) {
  const __m512i classes = classes_of(bytes, halves_of(k_addresses));
  ByteMasks masks;
  masks.digits = of_class(classes, k_digit);
  masks.hex = of_class(classes, k_hex);
  masks.dots = of_class(classes, k_dot);
  masks.colons = of_class(classes, k_colon);
  masks.dashes = of_class(classes, k_dash);
  return masks;
}

SGW_BYTE_TABLES ByteMasks signs_by_table(const char* bytes) {
  const __m512i part = _mm512_loadu_si512(bytes);
  ByteMasks masks;
  masks.dots = equal(part, '.');
  masks.colons = equal(part, ':');
  masks.dashes = equal(part, '-');
  return masks;
}

SGW_BYTE_TABLES std::size_t next_mark_by_table(std::string_view text, std::size_t at, bool& found) {
  const Halves table = halves_of(k_marks);
  // The longest mark is of three characters.
  for (; at + ByteMasks::k_width + 2 <= text.size(); at += ByteMasks::k_width) {
    const __m512i classes = classes_of(text.data() + at, table);
    const __m512i behind = classes_of(text.data() + at + 1, table);
    std::uint64_t marks = of_class(classes, k_mark) | (of_class(classes, k_equals) & of_class(behind, k_three)) |
                          (of_class(classes, k_bracket) & of_class(behind, k_behind_bracket));
    for (; marks != 0; marks &= marks - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(marks));
      found = text[place] != '=' || text[place + 2] == 'D';
      if (found) return place;
    }
  }
  return at;
}

}  // namespace sgw::redaction

#endif
