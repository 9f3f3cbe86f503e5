#include "redaction/byte_masks.hpp"

#include "redaction/base64.hpp"

#include <sgw_diag/wide.hpp>

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__SSE2__)
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

ByteMasks signs_of(const char* bytes) {
  ByteMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; i += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    masks.dots |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8('.'))) << i;
    masks.colons |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8(':'))) << i;
    masks.dashes |= bits(_mm_cmpeq_epi8(part, _mm_set1_epi8('-'))) << i;
  }
  return masks;
}

ByteMasks masks_of(const char* bytes) {
  ByteMasks masks = signs_of(bytes);
  for (std::size_t i = 0; i < ByteMasks::k_width; i += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i digits = between(part, '0', '9');
    const __m128i letters = between(_mm_or_si128(part, _mm_set1_epi8(0x20)), 'a', 'f');
    masks.digits |= bits(digits) << i;
    masks.hex |= bits(_mm_or_si128(digits, letters)) << i;
  }
  return masks;
}

std::uint64_t base64_of(const char* bytes) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < ByteMasks::k_width; i += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    // '/' stands before the digits.
    const __m128i letters = between(_mm_or_si128(part, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i plain = _mm_or_si128(letters, between(part, '/', '9'));
    const __m128i dashes =
        _mm_or_si128(_mm_cmpeq_epi8(part, _mm_set1_epi8('-')), _mm_cmpeq_epi8(part, _mm_set1_epi8('_')));
    const __m128i signs = _mm_or_si128(dashes, _mm_cmpeq_epi8(part, _mm_set1_epi8('+')));
    mask |= bits(_mm_or_si128(plain, signs)) << i;
  }
  return mask;
}

#else

std::uint64_t base64_of(const char* bytes) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < ByteMasks::k_width; ++i) mask |= std::uint64_t{is_base64_char(bytes[i])} << i;
  return mask;
}

ByteMasks signs_of(const char* bytes) {
  ByteMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (bytes[i] == '.') masks.dots |= bit;
    if (bytes[i] == ':') masks.colons |= bit;
    if (bytes[i] == '-') masks.dashes |= bit;
  }
  return masks;
}

ByteMasks masks_of(const char* bytes) {
  ByteMasks masks = signs_of(bytes);
  for (std::size_t i = 0; i < ByteMasks::k_width; ++i) {
    const char c = bytes[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    const bool digit = c >= '0' && c <= '9';
    if (digit) masks.digits |= bit;
    if (digit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) masks.hex |= bit;
  }
  return masks;
}

#endif

#if defined(__x86_64__)

__attribute__((target("avx2"))) __m256i wide_between(__m256i bytes, char low, char high) {
  const __m256i above = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(low - 1)));
  return _mm256_and_si256(above, _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(high + 1)), bytes));
}

// base64_of, 32 bytes at a time.
__attribute__((target("avx2"))) void base64_wide(const char* bytes, Base64Masks& masks) {
  for (std::size_t i = 0; i < 2 * masks.size(); ++i) {
    const __m256i part = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * i));
    const __m256i letters = wide_between(_mm256_or_si256(part, _mm256_set1_epi8(0x20)), 'a', 'z');
    const __m256i plain = _mm256_or_si256(letters, wide_between(part, '/', '9'));
    const __m256i dashes =
        _mm256_or_si256(_mm256_cmpeq_epi8(part, _mm256_set1_epi8('-')), _mm256_cmpeq_epi8(part, _mm256_set1_epi8('_')));
    const __m256i signs = _mm256_or_si256(dashes, _mm256_cmpeq_epi8(part, _mm256_set1_epi8('+')));
    const auto mask = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(plain, signs)));
    masks[i / 2] |= std::uint64_t{mask} << (i % 2 * 32);
  }
}

#endif

// What `of` says of text[at, at + 64), zeros standing behind the text's end.
template <typename Of>
auto window(std::string_view text, std::size_t at, Of of) {
  if (at + ByteMasks::k_width <= text.size()) return of(text.data() + at);
  std::array<char, ByteMasks::k_width> padded{};
  if (at < text.size()) std::memcpy(padded.data(), text.data() + at, text.size() - at);
  return of(padded.data());
}

}  // namespace

ByteMasks byte_masks(std::string_view text, std::size_t at) { return window(text, at, masks_of); }

ByteMasks sign_masks(std::string_view text, std::size_t at) { return window(text, at, signs_of); }

Base64Masks base64_masks(std::string_view text, std::size_t at) {
  Base64Masks masks{};
#if defined(__x86_64__)
  if (has_avx2() && at + masks.size() * ByteMasks::k_width <= text.size()) {
    base64_wide(text.data() + at, masks);
    return masks;
  }
#endif
  for (std::size_t i = 0; i < masks.size(); ++i) masks[i] = window(text, at + i * ByteMasks::k_width, base64_of);
  return masks;
}

}  // namespace sgw::redaction
