#include "redaction/marks.hpp"

#include "redaction/byte_tables.hpp"

#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sgw::redaction {

namespace {

constexpr std::array<bool, 256> k_marks = [] {
  std::array<bool, 256> marks{};
  for (std::size_t i = 0; i < 0x20; ++i) marks[i] = i != '\t' && i != '\n';
  for (const char c : {'\\', '%', '&', '\x7F'}) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}();

// "=3D" of quoted-printable text, or a terminal code without its escape character: "[0m", "[m".
bool is_long_mark(std::string_view text, std::size_t at) {
  if (text[at] == '[')
    return at + 1 < text.size() && ((text[at + 1] >= '0' && text[at + 1] <= '9') || text[at + 1] == 'm');
  return text[at] == '=' && text.substr(at, 3) == "=3D";
}

#if defined(__x86_64__)

// The loop of next_mark, 32 bytes at a time. The place of a mark, or where it stopped: `found` says which.
__attribute__((target("avx2"))) std::size_t next_mark_wide(std::string_view text, std::size_t at, bool& found) {
  const __m256i blanks[] = {_mm256_set1_epi8('\n'), _mm256_set1_epi8('\t')};
  const __m256i space = _mm256_set1_epi8(' ');
  const __m256i minus_one = _mm256_set1_epi8(-1);
  const __m256i before_zero = _mm256_set1_epi8('0' - 1);
  const __m256i behind_nine = _mm256_set1_epi8('9' + 1);
  for (; at + 34 <= text.size(); at += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const __m256i low = _mm256_and_si256(_mm256_cmpgt_epi8(bytes, minus_one), _mm256_cmpgt_epi8(space, bytes));
    const __m256i blank = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, blanks[0]), _mm256_cmpeq_epi8(bytes, blanks[1]));
    const __m256i signs = _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')),
                                                          _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('%'))),
                                          _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('&')),
                                                          _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\x7F'))));
    const __m256i behind = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at + 1));
    const __m256i printable = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('=')),
                                               _mm256_cmpeq_epi8(behind, _mm256_set1_epi8('3')));
    const __m256i digit =
        _mm256_and_si256(_mm256_cmpgt_epi8(behind, before_zero), _mm256_cmpgt_epi8(behind_nine, behind));
    const __m256i goes_on = _mm256_or_si256(digit, _mm256_cmpeq_epi8(behind, _mm256_set1_epi8('m')));
    const __m256i code = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('[')), goes_on);
    const __m256i marks =
        _mm256_or_si256(_mm256_or_si256(signs, code), _mm256_or_si256(printable, _mm256_andnot_si256(blank, low)));
    for (auto mask = static_cast<unsigned>(_mm256_movemask_epi8(marks)); mask != 0; mask &= mask - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(mask));
      found = text[place] != '=' || text[place + 2] == 'D';
      if (found) return place;
    }
  }
  return at;
}

#endif

}  // namespace

std::size_t next_mark(std::string_view text, std::size_t from, [[maybe_unused]] Lanes lanes) {
  std::size_t at = from;
  // Escapes stand side by side.
  if (at < text.size() && k_marks[static_cast<unsigned char>(text[at])]) return at;
#if defined(__x86_64__)
  if (lanes != Lanes::one) {
    bool found = false;
    at = lanes == Lanes::avx512 ? next_mark_by_table(text, at, found) : next_mark_wide(text, at, found);
    if (found) return at;
  }
#endif
  while (at < text.size() && !k_marks[static_cast<unsigned char>(text[at])] && !is_long_mark(text, at)) ++at;
  return at;
}

}  // namespace sgw::redaction
