#include "redaction/marks.hpp"

#include <array>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sgw::redaction {

namespace {

constexpr std::array<bool, 256> k_marks = [] {
  std::array<bool, 256> marks{};
  for (std::size_t i = 0; i < 0x20; ++i) marks[i] = i != '\t' && i != '\n';
  for (const unsigned char c : {'\\', '%', '&', '\x7F'}) marks[c] = true;
  return marks;
}();

// "=3D" of quoted-printable text, or a terminal code without its escape character: "[0m", "[m".
bool is_long_mark(std::string_view text, std::size_t at) {
  if (text[at] == '[')
    return at + 1 < text.size() && ((text[at + 1] >= '0' && text[at + 1] <= '9') || text[at + 1] == 'm');
  return text[at] == '=' && text.substr(at, 3) == "=3D";
}

}  // namespace

std::size_t next_mark(std::string_view text, std::size_t from) {
  std::size_t at = from;
#if defined(__SSE2__)
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i percent = _mm_set1_epi8('%');
  const __m128i ampersand = _mm_set1_epi8('&');
  const __m128i equals = _mm_set1_epi8('=');
  const __m128i three = _mm_set1_epi8('3');
  const __m128i rubout = _mm_set1_epi8('\x7F');
  const __m128i bracket = _mm_set1_epi8('[');
  const __m128i m = _mm_set1_epi8('m');
  const __m128i zero = _mm_set1_epi8('0');
  const __m128i nine = _mm_set1_epi8(9);
  const __m128i control = _mm_set1_epi8(0x1F);
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i tab = _mm_set1_epi8('\t');
  for (; at + 18 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    // Unsigned: min(byte, 0x1F) == byte says that it is a control character.
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes);
    const __m128i blank = _mm_or_si128(_mm_cmpeq_epi8(bytes, newline), _mm_cmpeq_epi8(bytes, tab));
    const __m128i signs = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, backslash), _mm_cmpeq_epi8(bytes, percent)),
                                       _mm_or_si128(_mm_cmpeq_epi8(bytes, ampersand), _mm_cmpeq_epi8(bytes, rubout)));
    const __m128i behind = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + 1));
    const __m128i printable = _mm_and_si128(_mm_cmpeq_epi8(bytes, equals), _mm_cmpeq_epi8(behind, three));
    // Unsigned: behind - '0' is at most 9 for a digit.
    const __m128i number = _mm_sub_epi8(behind, zero);
    const __m128i digit = _mm_cmpeq_epi8(_mm_min_epu8(number, nine), number);
    const __m128i code = _mm_and_si128(_mm_cmpeq_epi8(bytes, bracket), _mm_or_si128(digit, _mm_cmpeq_epi8(behind, m)));
    const __m128i marks =
        _mm_or_si128(_mm_or_si128(signs, code), _mm_or_si128(printable, _mm_andnot_si128(blank, low)));
    for (int mask = _mm_movemask_epi8(marks); mask != 0; mask &= mask - 1) {
      const std::size_t place = at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
      if (text[place] != '=' || text[place + 2] == 'D') return place;
    }
  }
#endif
  while (at < text.size() && !k_marks[static_cast<unsigned char>(text[at])] && !is_long_mark(text, at)) ++at;
  return at;
}

}  // namespace sgw::redaction
