#include "redaction/addresses.hpp"

#include <sgw_diag/digest.hpp>

#include <arpa/inet.h>
#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_prefixes = 16384;

struct Block {
  std::uint32_t network;
  std::size_t bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

// RFC 1918 and RFC 6598: a pseudonym stays inside.
constexpr std::array k_private{Block{v4(10, 0, 0, 0), 8}, Block{v4(172, 16, 0, 0), 12}, Block{v4(192, 168, 0, 0), 16},
                               Block{v4(100, 64, 0, 0), 10}};
// RFC 6890: these name nobody.
constexpr std::array k_special{Block{v4(0, 0, 0, 0), 8},   Block{v4(127, 0, 0, 0), 8}, Block{v4(169, 254, 0, 0), 16},
                               Block{v4(224, 0, 0, 0), 4}, Block{v4(240, 0, 0, 0), 4}, Block{v4(168, 63, 129, 16), 32}};

bool inside(std::uint32_t address, const Block& block) { return (address ^ block.network) >> (32 - block.bits) == 0; }

template <class Blocks>
const Block* block_of(std::uint32_t address, const Blocks& blocks) {
  for (const Block& block : blocks) {
    if (inside(address, block)) return &block;
  }
  return nullptr;
}

std::optional<std::uint32_t> parse_v4(std::string_view text) {
  std::uint32_t address = 0;
  int parts = 0;
  std::size_t at = 0;
  while (parts < 4) {
    std::uint32_t octet = 0;
    const std::size_t first = at;
    while (at < text.size() && at < first + 3 && text[at] >= '0' && text[at] <= '9') {
      octet = octet * 10 + static_cast<std::uint32_t>(text[at++] - '0');
    }
    if (at == first || octet > 255) return std::nullopt;
    address = (address << 8) | octet;
    if (++parts < 4 && (at >= text.size() || text[at++] != '.')) return std::nullopt;
  }
  return at == text.size() ? std::optional(address) : std::nullopt;
}

std::string text_of_v4(std::uint32_t address) {
  return std::to_string(address >> 24) + "." + std::to_string((address >> 16) & 255) + "." +
         std::to_string((address >> 8) & 255) + "." + std::to_string(address & 255);
}

std::optional<std::array<unsigned char, 16>> parse_v6(std::string_view text) {
  std::array<unsigned char, 16> address{};
  if (text.size() > 45 || inet_pton(AF_INET6, std::string(text).c_str(), address.data()) != 1) return std::nullopt;
  return address;
}

// The last four bytes are an IPv4 address: ::ffff:0:0/96 (mapped) and 64:ff9b::/96 (NAT64).
bool holds_v4(const std::array<unsigned char, 16>& address) {
  constexpr std::array<unsigned char, 12> k_mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr std::array<unsigned char, 12> k_nat64{0, 0x64, 0xFF, 0x9B};
  return std::equal(k_mapped.begin(), k_mapped.end(), address.begin()) ||
         std::equal(k_nat64.begin(), k_nat64.end(), address.begin());
}

std::uint32_t last_four(const std::array<unsigned char, 16>& address) {
  return v4(address[12], address[13], address[14], address[15]);
}

bool v6_names_nobody(const std::array<unsigned char, 16>& address) {
  if (holds_v4(address)) return block_of(last_four(address), k_special) != nullptr;
  const bool loopback_or_none =
      address[15] <= 1 && std::all_of(address.begin(), address.end() - 1, [](unsigned char byte) { return byte == 0; });
  const bool link_local = address[0] == 0xFE && (address[1] & 0xC0) == 0x80;
  return loopback_or_none || link_local || address[0] == 0xFF;
}

}  // namespace

Addresses::Addresses(std::string_view key) : key_(key) {}

bool Addresses::names_nobody(std::string_view text) {
  if (const auto address = parse_v4(text)) return block_of(*address, k_special) != nullptr;
  const auto address = parse_v6(text);
  return address && v6_names_nobody(*address);
}

std::optional<std::string> Addresses::pseudonym(std::string_view text) {
  if (const auto address = parse_v4(text)) {
    if (block_of(*address, k_special) != nullptr) return std::string(text);
    return text_of_v4(mapped(*address));
  }
  const auto address = parse_v6(text);
  if (!address) return std::nullopt;
  if (v6_names_nobody(*address)) return std::string(text);
  const V6 other = mapped(*address);
  std::array<char, INET6_ADDRSTRLEN> shown{};
  if (inet_ntop(AF_INET6, other.data(), shown.data(), shown.size()) == nullptr) return std::nullopt;
  return std::string(shown.data());
}

// One HMAC an octet: its 256 bits are the flips at the nodes of the octet's binary tree, chosen by the octets before.
void Addresses::permute(unsigned char* bytes, std::size_t count, std::size_t fixed_bits, char family) {
  std::string prefix = std::string("address ") + family;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned char original = bytes[i];
    if (fixed_bits < (i + 1) * 8) {
      const Flips& flips = flips_below(prefix);
      unsigned node = 1;
      for (std::size_t bit = 0; bit < 8; ++bit) {
        const unsigned here = (original >> (7 - bit)) & 1U;
        const unsigned flip = i * 8 + bit < fixed_bits ? 0U : (flips[node / 8] >> (node % 8)) & 1U;
        bytes[i] = static_cast<unsigned char>(bytes[i] ^ (flip << (7 - bit)));
        node = node * 2 + here;
      }
    }
    prefix += static_cast<char>(original);
  }
}

const Addresses::Flips& Addresses::flips_below(const std::string& prefix) {
  const auto known = flips_.find(prefix);
  if (known != flips_.end()) return known->second;
  if (flips_.size() >= k_max_prefixes) flips_.clear();
  return flips_.emplace(prefix, hmac_sha256(key_, prefix)).first->second;
}

Addresses::V4 Addresses::mapped(V4 address) {
  const Block* home = block_of(address, k_private);
  // Walking on while the result is of another class keeps the map one to one.
  do {
    std::array<unsigned char, 4> bytes{};
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<unsigned char>((address >> (24 - 8 * i)) & 255U);
    permute(bytes.data(), bytes.size(), home == nullptr ? 0 : home->bits, '4');
    address = v4(bytes[0], bytes[1], bytes[2], bytes[3]);
  } while (home == nullptr && (block_of(address, k_private) != nullptr || block_of(address, k_special) != nullptr));
  return address;
}

Addresses::V6 Addresses::mapped(const V6& address) {
  V6 other = address;
  if (holds_v4(address)) {
    const V4 inner = mapped(last_four(address));
    for (std::size_t i = 0; i < 4; ++i) other[12 + i] = static_cast<unsigned char>((inner >> (24 - 8 * i)) & 255U);
    return other;
  }
  // fc00::/7 with its local bit stays what it is; else the first three bits say what kind of address it is (RFC 4291).
  permute(other.data(), other.size(), (address[0] & 0xFE) == 0xFC ? 8 : 3, '6');
  // 2000::/3 never turns into another kind; the rest may hit link-local or multicast, whose first byte is then undone.
  if (v6_names_nobody(other)) other[0] = address[0];
  return other;
}

}  // namespace sgw::redaction
