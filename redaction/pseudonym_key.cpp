#include <sgw_diag/digest.hpp>
#include <sgw_diag/redaction.hpp>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_key_bytes = 32;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

PseudonymKey PseudonymKey::random() { return PseudonymKey(random_bytes(k_key_bytes)); }

std::optional<PseudonymKey> PseudonymKey::from_hex(std::string_view hex) {
  if (hex.size() != k_key_bytes * 2) return std::nullopt;
  std::string bytes;
  bytes.reserve(k_key_bytes);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
  }
  return PseudonymKey(std::move(bytes));
}

std::string PseudonymKey::hex() const { return to_hex(bytes_); }

PseudonymKey::~PseudonymKey() { wipe(bytes_); }

}  // namespace sgw::redaction
