#include "redaction/binary_guard.hpp"

#include <algorithm>

namespace sgw::redaction {

bool looks_binary(std::string_view first_bytes) {
  first_bytes = first_bytes.substr(0, k_guard_bytes);
  if (first_bytes.starts_with("\xFF\xFE") || first_bytes.starts_with("\xFE\xFF")) return true;
  std::size_t zeros = 0;
  std::size_t controls = 0;
  for (const char c : first_bytes) {
    const auto byte = static_cast<unsigned char>(c);
    zeros += byte == 0 ? 1U : 0U;
    controls += (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1b') || byte == 0x7F ? 1U : 0U;
  }
  // A single zero in a long text is one bad line, which is withheld alone.
  const std::size_t one_in_a_hundred = first_bytes.size() / 100;
  return zeros > one_in_a_hundred || controls > std::max<std::size_t>(8, first_bytes.size() / 10);
}

}  // namespace sgw::redaction
