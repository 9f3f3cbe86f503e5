#include "redaction/mac_address.hpp"

#include "redaction/text_shape.hpp"

#include <algorithm>
#include <cstddef>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_pairs_size = 17;   // 00:11:22:33:44:55
constexpr std::size_t k_groups_size = 14;  // 0011.2233.4455

}  // namespace

std::optional<MacAddress> MacAddress::parse(std::string_view text) {
  if (text.size() != k_pairs_size && text.size() != k_groups_size) return std::nullopt;
  const std::size_t group = text.size() == k_pairs_size ? 2 : 4;
  MacAddress address;
  address.separator = text[group];
  const bool known = group == 4 ? address.separator == '.' : address.separator == ':' || address.separator == '-';
  if (!known) return std::nullopt;
  unsigned nibbles = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % (group + 1) == group) {
      if (text[i] != address.separator) return std::nullopt;
      continue;
    }
    if (!is_hex_digit(text[i]) || nibbles >= 2 * address.bytes.size()) return std::nullopt;
    address.upper = address.upper || (text[i] >= 'A' && text[i] <= 'F');
    unsigned char& byte = address.bytes[nibbles++ / 2];
    byte = static_cast<unsigned char>(byte << 4 | ((text[i] & 15) + (text[i] > '9' ? 9 : 0)));
  }
  return address;
}

std::string MacAddress::text() const {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const std::size_t pairs = separator == '.' ? 2 : 1;
  std::string shown;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % pairs == 0) shown += separator;
    shown += digits[bytes[i] >> 4];
    shown += digits[bytes[i] & 15U];
  }
  return shown;
}

bool MacAddress::names_nobody() const {
  const auto begins = [&](unsigned char a, unsigned char b) { return bytes[0] == a && bytes[1] == b; };
  const bool same = std::all_of(bytes.begin(), bytes.end(), [&](unsigned char byte) { return byte == bytes[0]; });
  return (same && (bytes[0] == 0 || bytes[0] == 0xFF)) || begins(0x33, 0x33) ||
         (begins(0x01, 0x00) && bytes[2] == 0x5E) || (begins(0x01, 0x80) && bytes[2] == 0xC2);
}

}  // namespace sgw::redaction
