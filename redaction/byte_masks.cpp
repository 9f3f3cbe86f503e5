#include "redaction/byte_masks.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sgw::redaction {

namespace {

#if defined(__SSE2__)

// Bytes from `low` to `high`, both below 0x80.
__m128i between(__m128i bytes, char low, char high) {
  const __m128i above = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1)));
  return _mm_and_si128(above, _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
}

std::uint64_t bits(__m128i mask) { return static_cast<std::uint16_t>(_mm_movemask_epi8(mask)); }

ByteMasks masks_of(const char* bytes) {
  ByteMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; i += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i digits = between(part, '0', '9');
    const __m128i letters = between(_mm_or_si128(part, _mm_set1_epi8(0x20)), 'a', 'f');
    masks.digits |= bits(digits) << i;
    masks.hex |= bits(_mm_or_si128(digits, letters)) << i;
    masks.dots |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8('.'))) << i;
    masks.colons |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8(':'))) << i;
    masks.dashes |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8('-'))) << i;
  }
  return masks;
}

#else

ByteMasks masks_of(const char* bytes) {
  ByteMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; ++i) {
    const char c = bytes[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    const bool digit = c >= '0' && c <= '9';
    if (digit) masks.digits |= bit;
    if (digit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) masks.hex |= bit;
    if (c == '.') masks.dots |= bit;
    if (c == ':') masks.colons |= bit;
    if (c == '-') masks.dashes |= bit;
  }
  return masks;
}

#endif

}  // namespace

ByteMasks byte_masks(std::string_view text, std::size_t at) {
  if (at + ByteMasks::k_width <= text.size()) return masks_of(text.data() + at);
  std::array<char, ByteMasks::k_width> padded{};
  if (at < text.size()) std::memcpy(padded.data(), text.data() + at, text.size() - at);
  return masks_of(padded.data());
}

}  // namespace sgw::redaction
