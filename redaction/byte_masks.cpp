#include "redaction/byte_masks.hpp"

#include "redaction/base64.hpp"
#include "redaction/byte_tables.hpp"

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

SurveyMasks survey_of(const char* bytes) {
  SurveyMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; i += 16) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i folded = _mm_or_si128(part, _mm_set1_epi8(0x20));
    const auto is = [&](char c) { return _mm_cmpeq_epi8(part, _mm_set1_epi8(c)); };
    // '/' stands before the digits.
    const __m128i plain = _mm_or_si128(between(folded, 'a', 'z'), between(part, '/', '9'));
    const __m128i base64 = _mm_or_si128(_mm_or_si128(plain, is('+')), _mm_or_si128(is('-'), is('_')));
    const __m128i digits = _mm_or_si128(between(folded, 'a', 'f'), between(part, '0', '9'));
    // The ends of lines stand behind the tabulator.
    const __m128i blanks = _mm_or_si128(between(part, '\t', '\r'), _mm_or_si128(is(' '), between(part, ':', ';')));
    const __m128i signs = _mm_or_si128(between(part, ',', '-'), _mm_or_si128(is('|'), is('x')));
    masks.base64 |= bits(base64) << i;
    masks.line_ends |= bits(is('\n')) << i;
    masks.spaced_hex |= bits(_mm_or_si128(digits, _mm_or_si128(blanks, signs))) << i;
    masks.hex |= bits(digits) << i;
    masks.prefixes |= bits(is('x')) << i;
    masks.ats |= bits(is('@')) << i;
    masks.backslashes |= bits(is('\\')) << i;
    masks.equals |= bits(is('=')) << i;
  }
  return masks;
}

#else

SurveyMasks survey_of(const char* bytes) {
  constexpr std::string_view k_spaced_hex = "0123456789abcdefABCDEFx \t\v\f\r\n:,-;|";
  constexpr std::size_t k_digits = k_spaced_hex.find('x');
  SurveyMasks masks;
  for (std::size_t i = 0; i < ByteMasks::k_width; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (is_base64_char(bytes[i])) masks.base64 |= bit;
    if (bytes[i] == '\n') masks.line_ends |= bit;
    const std::size_t place = k_spaced_hex.find(bytes[i]);
    if (place != std::string_view::npos) masks.spaced_hex |= bit;
    if (place < k_digits) masks.hex |= bit;
    if (bytes[i] == 'x') masks.prefixes |= bit;
    if (bytes[i] == '@') masks.ats |= bit;
    if (bytes[i] == '\\') masks.backslashes |= bit;
    if (bytes[i] == '=') masks.equals |= bit;
  }
  return masks;
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

__attribute__((target("avx2"))) std::uint64_t wide_bits(__m256i mask) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
}

__attribute__((target("avx2"))) std::uint64_t wide_equal(__m256i bytes, char c) {
  return wide_bits(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c)));
}

// signs_of, 32 bytes at a time.
__attribute__((target("avx2"))) ByteMasks signs_wide(const char* bytes) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  const __m256i dot = _mm256_set1_epi8('.');
  const __m256i colon = _mm256_set1_epi8(':');
  const __m256i dash = _mm256_set1_epi8('-');
  ByteMasks masks;
  masks.dots = wide_bits(_mm256_cmpeq_epi8(low, dot)) | wide_bits(_mm256_cmpeq_epi8(high, dot)) << 32;
  masks.colons = wide_bits(_mm256_cmpeq_epi8(low, colon)) | wide_bits(_mm256_cmpeq_epi8(high, colon)) << 32;
  masks.dashes = wide_bits(_mm256_cmpeq_epi8(low, dash)) | wide_bits(_mm256_cmpeq_epi8(high, dash)) << 32;
  return masks;
}

// survey_of, 32 bytes at a time.
__attribute__((target("avx2"))) void survey_wide(const char* bytes, SurveyWindows& windows) {
  for (std::size_t i = 0; i < 2 * windows.size(); ++i) {
    const __m256i part = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * i));
    const __m256i folded = _mm256_or_si256(part, _mm256_set1_epi8(0x20));
    const __m256i line_ends = _mm256_cmpeq_epi8(part, _mm256_set1_epi8('\n'));
    const __m256i plain = _mm256_or_si256(wide_between(folded, 'a', 'z'), wide_between(part, '/', '9'));
    const __m256i dashes =
        _mm256_or_si256(_mm256_cmpeq_epi8(part, _mm256_set1_epi8('-')), _mm256_cmpeq_epi8(part, _mm256_set1_epi8('_')));
    const __m256i base64 =
        _mm256_or_si256(_mm256_or_si256(plain, dashes), _mm256_cmpeq_epi8(part, _mm256_set1_epi8('+')));
    const __m256i digits = _mm256_or_si256(wide_between(folded, 'a', 'f'), wide_between(part, '0', '9'));
    const __m256i blanks =
        _mm256_or_si256(wide_between(part, '\t', '\r'), _mm256_cmpeq_epi8(part, _mm256_set1_epi8(' ')));
    const __m256i prefixes = _mm256_cmpeq_epi8(part, _mm256_set1_epi8('x'));
    const __m256i bars = _mm256_or_si256(_mm256_cmpeq_epi8(part, _mm256_set1_epi8('|')), wide_between(part, ':', ';'));
    const __m256i signs = _mm256_or_si256(wide_between(part, ',', '-'), _mm256_or_si256(bars, prefixes));
    const __m256i spaced_hex = _mm256_or_si256(digits, _mm256_or_si256(blanks, signs));
    windows[i / 2].base64 |= wide_bits(base64) << (i % 2 * 32);
    windows[i / 2].line_ends |= wide_bits(line_ends) << (i % 2 * 32);
    windows[i / 2].spaced_hex |= wide_bits(spaced_hex) << (i % 2 * 32);
    windows[i / 2].hex |= wide_bits(digits) << (i % 2 * 32);
    windows[i / 2].prefixes |= wide_bits(prefixes) << (i % 2 * 32);
    windows[i / 2].ats |= wide_equal(part, '@') << (i % 2 * 32);
    windows[i / 2].backslashes |= wide_equal(part, '\\') << (i % 2 * 32);
    windows[i / 2].equals |= wide_equal(part, '=') << (i % 2 * 32);
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

ByteMasks byte_masks(std::string_view text, std::size_t at, [[maybe_unused]] Lanes lanes) {
#if defined(__x86_64__)
  if (lanes == Lanes::avx512) return window(text, at, masks_by_table);
#endif
  return window(text, at, masks_of);
}

ByteMasks sign_masks(std::string_view text, std::size_t at, [[maybe_unused]] Lanes lanes) {
#if defined(__x86_64__)
  if (lanes != Lanes::one && at + ByteMasks::k_width <= text.size()) {
    return lanes == Lanes::avx512 ? signs_by_table(text.data() + at) : signs_wide(text.data() + at);
  }
#endif
  return window(text, at, signs_of);
}

SurveyWindows survey_masks(std::string_view text, std::size_t at, [[maybe_unused]] Lanes lanes) {
  SurveyWindows windows{};
#if defined(__x86_64__)
  if (lanes != Lanes::one && at + windows.size() * ByteMasks::k_width <= text.size()) {
    lanes == Lanes::avx512 ? survey_by_table(text.data() + at, windows) : survey_wide(text.data() + at, windows);
    return windows;
  }
#endif
  for (std::size_t i = 0; i < windows.size() && at < text.size(); ++i, at += ByteMasks::k_width) {
    windows[i] = window(text, at, survey_of);
  }
  return windows;
}

}  // namespace sgw::redaction
