#include "redaction/sip_hash.hpp"

#include <algorithm>
#include <bit>

namespace sgw::redaction {

namespace {

// Little-endian, missing bytes are zero.
std::uint64_t word(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

struct State {
  std::uint64_t v0, v1, v2, v3;

  void rounds(int count) {
    while (count-- > 0) {
      v0 += v1;
      v2 += v3;
      v1 = std::rotl(v1, 13) ^ v0;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 = std::rotl(v0, 32) + v3;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 = std::rotl(v2, 32);
    }
  }
  void add(std::uint64_t message) {
    v3 ^= message;
    rounds(2);
    v0 ^= message;
  }
};

}  // namespace

SipHash::SipHash(std::string_view key) : k0_(word(key)), k1_(word(key.substr(std::min<std::size_t>(key.size(), 8)))) {}

SipHash::~SipHash() {
  volatile std::uint64_t* parts[] = {&k0_, &k1_};
  for (volatile std::uint64_t* part : parts) *part = 0;
}

std::uint64_t SipHash::of(std::string_view message) const {
  // The initial words are "somepseudorandomlygeneratedbytes".
  State state{k0_ ^ 0x736F6D6570736575U, k1_ ^ 0x646F72616E646F6DU, k0_ ^ 0x6C7967656E657261U,
              k1_ ^ 0x7465646279746573U};
  const std::uint64_t length = std::uint64_t{message.size()} << 56;
  for (; message.size() >= 8; message.remove_prefix(8)) state.add(word(message.substr(0, 8)));
  state.add(word(message) | length);
  state.v2 ^= 0xFF;
  state.rounds(4);
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace sgw::redaction
