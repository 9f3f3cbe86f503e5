#include "tests/redaction/corpus/marvin.hpp"

#include <bit>
#include <cstddef>

namespace sgw::corpus {
namespace {

struct State {
  std::uint32_t low;
  std::uint32_t high;

  void block(std::uint32_t input) {
    low += input;
    high ^= low;
    low = std::rotl(low, 20) + high;
    high = std::rotl(high, 9) ^ low;
    low = std::rotl(low, 27) + high;
    high = std::rotl(high, 19);
  }
};

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

}  // namespace

std::uint64_t marvin(std::string_view bytes, std::uint64_t seed) {
  State state{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    state.block(byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2) << 16U |
                byte_at(bytes, at + 3) << 24U);
  }
  std::uint32_t last = 0x80;
  for (std::size_t i = bytes.size(); i > at; --i) last = last << 8U | byte_at(bytes, i - 1);
  state.block(last);
  state.block(0);
  return std::uint64_t{state.high} << 32U | state.low;
}

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed) {
  const std::uint64_t hash = marvin(bytes, seed);
  return static_cast<std::uint32_t>(hash >> 32U) ^ static_cast<std::uint32_t>(hash);
}

std::uint64_t seed_of(std::string_view eight_characters) {
  std::uint64_t seed = 0;
  for (const char c : eight_characters) seed = seed << 8U | static_cast<unsigned char>(c);
  return seed;
}

}  // namespace sgw::corpus
