#include "src/verify/marvin.hpp"

#include <bit>
#include <cstddef>

namespace sgw::verify {

namespace {

struct State {
  std::uint32_t low;
  std::uint32_t high;

  void mix(std::uint32_t word) {
    low += word;
    high ^= low;
    low = std::rotl(low, 20) + high;
    high = std::rotl(high, 9) ^ low;
    low = std::rotl(low, 27) + high;
    high = std::rotl(high, 19);
  }
};

// Little-endian, whatever the machine; at most four bytes.
std::uint32_t word_of(std::string_view bytes) {
  std::uint32_t word = 0;
  for (std::size_t index = bytes.size(); index > 0; --index) {
    word = (word << 8U) | static_cast<unsigned char>(bytes[index - 1]);
  }
  return word;
}

}  // namespace

std::uint64_t marvin(std::string_view bytes, std::uint64_t seed) {
  State state{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) state.mix(word_of(bytes.substr(0, 4)));
  // What is left over, closed by a byte 0x80, and one round more.
  state.mix(word_of(bytes) | (std::uint32_t{0x80} << (8U * bytes.size())));
  state.mix(0);
  return (std::uint64_t{state.high} << 32U) | state.low;
}

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed) {
  const std::uint64_t halves = marvin(bytes, seed);
  return static_cast<std::uint32_t>(halves) ^ static_cast<std::uint32_t>(halves >> 32U);
}

}  // namespace sgw::verify
