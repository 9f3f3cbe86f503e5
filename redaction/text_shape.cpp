#include "redaction/text_shape.hpp"

#include "redaction/base64.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_min_groups = 3;  // of three printable bytes
constexpr std::size_t k_min_pairs = 10;  // of hexadecimal digits
constexpr std::size_t k_sample = 96;     // characters that tell UTF-16

constexpr std::uint8_t k_first = 1;
constexpr std::uint8_t k_second = 2;
constexpr std::uint8_t k_third = 4;

// At which places of a group of four a character can stand when the group is three bytes from 0x20 to 0x7F: the first
// byte's upper bits, the second's and the third's are in characters one, two and three.
constexpr std::array<std::uint8_t, 256> k_places = [] {
  std::array<std::uint8_t, 256> result{};
  for (std::size_t c = 0; c < result.size(); ++c) {
    if (k_base64_values[c] < 0) continue;
    const auto bits = static_cast<unsigned>(k_base64_values[c]);
    const unsigned first = bits >= 8 && bits < 32 ? k_first : 0U;
    const unsigned second = (bits & 15U) >= 2 && (bits & 15U) <= 7 ? k_second : 0U;
    const unsigned third = (bits & 3U) <= 1 ? k_third : 0U;
    result[c] = static_cast<std::uint8_t>(first | second | third);
  }
  return result;
}();

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

unsigned base64_alignments(std::string_view characters) {
  unsigned found = 0;
  // Every second byte of UTF-16 is zero, and so is every fourth character or more.
  const std::string_view sample = characters.substr(0, k_sample);
  const auto zeros = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), 'A'));
  if (zeros * 4 >= sample.size()) found = 15;
  std::array<std::size_t, 4> streak{};
  const auto* bytes = reinterpret_cast<const unsigned char*>(characters.data());
  for (std::size_t at = 0; at + 3 <= characters.size(); ++at) {
    std::size_t& groups = streak[at % 4];
    const bool printable = (k_places[bytes[at]] & k_first) != 0 && (k_places[bytes[at + 1]] & k_second) != 0 &&
                           (k_places[bytes[at + 2]] & k_third) != 0;
    groups = printable ? groups + 1 : 0;
    if (groups >= k_min_groups) found |= 1U << (at % 4);
  }
  return found;
}

bool hex_looks_like_text(std::string_view digits) {
  std::size_t streak = 0;
  std::size_t wide = 0;
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    const char high = digits[at];
    const bool printable = high >= '2' && high <= '7';
    const bool zero = high == '0' && digits[at + 1] == '0';
    streak = printable ? streak + 1 : 0;
    // UTF-16: a zero behind every printable byte.
    wide = printable || (zero && wide > 0) ? wide + 1 : 0;
    if (streak >= k_min_pairs || wide >= 2 * k_min_pairs) return true;
  }
  return false;
}

std::string hex_decoded(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    bytes += static_cast<char>(hex_value(digits[at]) * 16 + hex_value(digits[at + 1]));
  }
  return bytes;
}

std::string without_zeros(std::string bytes) {
  const auto zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  if (zeros * 3 >= bytes.size()) std::erase(bytes, '\0');
  return bytes;
}

}  // namespace sgw::redaction
