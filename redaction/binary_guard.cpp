#include "redaction/binary_guard.hpp"

#include <algorithm>

namespace sgw::redaction {

Content content_of(std::string_view first_bytes) {
  first_bytes = first_bytes.substr(0, k_guard_bytes);
  std::size_t zeros = 0;
  std::size_t controls = 0;
  for (const char c : first_bytes) {
    const auto byte = static_cast<unsigned char>(c);
    zeros += byte == 0 ? 1U : 0U;
    controls +=
        (byte > 0 && byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1b') || byte == 0x7F ? 1U : 0U;
  }
  using namespace std::string_view_literals;
  // An empty argument makes two zeros side by side; a program or a dump has many.
  const bool pieces = controls == 0 && first_bytes.find("\0\0\0"sv) == std::string_view::npos && first_bytes[0] != '\0';
  if (zeros > 0 && pieces && zeros * 4 <= first_bytes.size()) return Content::zero_separated;
  const std::size_t one_in_a_hundred = first_bytes.size() / 100;
  const bool binary = zeros > one_in_a_hundred || controls + zeros > std::max<std::size_t>(8, first_bytes.size() / 10);
  return binary ? Content::binary : Content::text;
}

bool is_home_map(std::string_view document) {
  const std::size_t begin = document.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string_view::npos || document[begin] != '{') return false;
  const auto holds = [&](std::string_view text) { return document.find(text) != std::string_view::npos; };
  return holds(k_map_schema) || (holds("\"pseudonyms\"") && holds("\"key\""));
}

}  // namespace sgw::redaction
