#include "redaction/addresses.hpp"

#include "redaction/host_names.hpp"
#include "redaction/mac_address.hpp"

#include <sgw_diag/digest.hpp>

#include <arpa/inet.h>
#include <algorithm>

namespace sgw::redaction {

namespace {

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
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    const std::uint32_t octet = (address >> shift) & 255U;
    if (octet >= 100) text += static_cast<char>('0' + octet / 100);
    if (octet >= 10) text += static_cast<char>('0' + octet / 10 % 10);
    text += static_cast<char>('0' + octet % 10);
    if (shift > 0) text += '.';
  }
  return text;
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

bool is_link_local(const std::array<unsigned char, 16>& address) {
  return address[0] == 0xFE && (address[1] & 0xC0) == 0x80;
}

// The second half is made of a hardware address (RFC 4291, EUI-64).
bool shows_hardware(const std::array<unsigned char, 16>& address) {
  return is_link_local(address) && address[11] == 0xFF && address[12] == 0xFE;
}

bool v6_names_nobody(const std::array<unsigned char, 16>& address) {
  if (holds_v4(address)) return block_of(last_four(address), k_special) != nullptr;
  const bool loopback_or_none =
      address[15] <= 1 && std::all_of(address.begin(), address.end() - 1, [](unsigned char byte) { return byte == 0; });
  return loopback_or_none || (is_link_local(address) && !shows_hardware(address)) || address[0] == 0xFF;
}

// The run's key makes tags as well: this one is for addresses alone.
std::string derived(std::string_view key) {
  const auto digest = hmac_sha256(key, "addresses");
  return {digest.begin(), digest.end()};
}

}  // namespace

Addresses::Addresses(std::string_view key) : hash_(derived(key)) {}

bool Addresses::names_nobody(std::string_view text) {
  if (const auto address = parse_v4(text)) return block_of(*address, k_special) != nullptr;
  if (const auto address = MacAddress::parse(text)) return address->names_nobody();
  const auto address = parse_v6(text);
  return address && v6_names_nobody(*address);
}

std::optional<std::string> Addresses::pseudonym(std::string_view text) {
  if (const auto address = parse_v4(text)) {
    if (block_of(*address, k_special) != nullptr) return std::string(text);
    return text_of_v4(mapped(*address));
  }
  if (auto address = MacAddress::parse(text)) {
    if (address->names_nobody()) return std::string(text);
    // The first byte's last two bits say whether it is one machine's and who gave it.
    const unsigned kind = address->bytes[0] & 3U;
    permute(address->bytes.data(), address->bytes.size(), 0, 'm');
    address->bytes[0] = static_cast<unsigned char>((address->bytes[0] & ~3U) | kind);
    return address->text();
  }
  if (const auto address = parse_v6(text)) {
    if (v6_names_nobody(*address)) return std::string(text);
    const V6 other = mapped(*address);
    std::array<char, INET6_ADDRSTRLEN> shown{};
    if (inet_ntop(AF_INET6, other.data(), shown.data(), shown.size()) == nullptr) return std::nullopt;
    return std::string(shown.data());
  }
  if (!is_host_name(text)) return std::nullopt;
  const std::string name = folded_host(text);
  return host_pseudonym(name, hash_.of("h" + name));
}

// Half an octet at a time: the 15 nodes of its binary tree take their flips from one hash of the bits before.
void Addresses::permute(unsigned char* bytes, std::size_t count, std::size_t fixed_bits, char family,
                        std::size_t from) const {
  constexpr std::size_t k_max = 16;
  std::array<char, k_max + 2> prefix{};  // what is not known yet is zero; the last byte counts the known bits
  prefix[0] = family;
  for (std::size_t i = 0; i < from; ++i) prefix[i + 1] = static_cast<char>(bytes[i]);
  for (std::size_t i = from; i < count; ++i) {
    const unsigned original = bytes[i];
    for (std::size_t half = 0; half < 2; ++half) {
      const std::size_t first = i * 8 + half * 4;
      if (first + 4 > fixed_bits) {
        prefix[count + 1] = static_cast<char>(first);
        const std::uint64_t flips = hash_.of({prefix.data(), count + 2});
        unsigned node = 1;
        for (std::size_t bit = 0; bit < 4; ++bit) {
          const std::size_t shift = 7 - half * 4 - bit;
          const auto flip = first + bit < fixed_bits ? 0U : static_cast<unsigned>((flips >> node) & 1U);
          bytes[i] = static_cast<unsigned char>(bytes[i] ^ (flip << shift));
          node = node * 2 + ((original >> shift) & 1U);
        }
      }
      prefix[i + 1] = static_cast<char>(half == 0 ? original & 0xF0U : original);
    }
  }
}

Addresses::V4 Addresses::mapped(V4 address) {
  Known4& known = known4_[(address ^ (address >> 11) ^ (address >> 22)) % known4_.size()];
  if (known.other == 0 || known.address != address) known = {address, computed(address)};
  return known.other;
}

// The last byte under the three before, which are remembered.
Addresses::V4 Addresses::permuted(V4 address, std::size_t fixed_bits) {
  const auto bytes_of = [](V4 value) {
    std::array<unsigned char, 4> bytes{};
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<unsigned char>((value >> (24 - 8 * i)) & 255U);
    return bytes;
  };
  const V4 net = address & ~V4{255};
  KnownNet& known = nets_[((net >> 8) ^ (net >> 18)) % nets_.size()];
  if (!known.known || known.net != net || known.fixed_bits != fixed_bits) {
    auto bytes = bytes_of(net);
    permute(bytes.data(), bytes.size(), fixed_bits, '4');
    known = {net, v4(bytes[0], bytes[1], bytes[2], 0), fixed_bits, true};
  }
  auto bytes = bytes_of(address);
  permute(bytes.data(), bytes.size(), fixed_bits, '4', 3);
  return known.other | bytes[3];
}

Addresses::V4 Addresses::computed(V4 address) {
  const Block* home = block_of(address, k_private);
  // Walking on while the result is of another class keeps the map one to one.
  do {
    address = permuted(address, home == nullptr ? 0 : home->bits);
  } while (home == nullptr && (block_of(address, k_private) != nullptr || block_of(address, k_special) != nullptr));
  return address;
}

const Addresses::V6& Addresses::mapped(const V6& address) {
  std::size_t place = 0;
  for (const unsigned char byte : address) place = place * 31 + byte;
  Known6& known = known6_[place % known6_.size()];
  if (!known.known || known.address != address) known = {address, computed(address), true};
  return known.other;
}

Addresses::V6 Addresses::computed(const V6& address) {
  V6 other = address;
  if (holds_v4(address)) {
    const V4 inner = computed(last_four(address));
    for (std::size_t i = 0; i < 4; ++i) other[12 + i] = static_cast<unsigned char>((inner >> (24 - 8 * i)) & 255U);
    return other;
  }
  if (shows_hardware(address)) {
    permute(other.data() + 8, 8, 0, 'e');
    other[11] = 0xFF;
    other[12] = 0xFE;
    return other;
  }
  // fc00::/7 with its local bit stays what it is; else the first three bits say what kind of address it is (RFC 4291).
  permute(other.data(), other.size(), (address[0] & 0xFE) == 0xFC ? 8 : 3, '6');
  // 2000::/3 never turns into another kind; the rest may hit link-local or multicast, whose first byte is then undone.
  if (v6_names_nobody(other)) other[0] = address[0];
  return other;
}

}  // namespace sgw::redaction
