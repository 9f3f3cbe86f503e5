#include "redaction/base64.hpp"

#include <cstdint>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64_encoded(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const bool padding = i + k > bytes.size();
      text += padding ? '=' : k_alphabet[(group >> (18 - 6 * k)) & 63U];
    }
  }
  return text;
}

std::string base64_decoded(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  bytes.reserve(bytes.size() + 3);
  // Four characters at a time, as long as all of them count.
  std::size_t at = 0;
  std::size_t size = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const int four = (base64_value(text[at]) << 18) | (base64_value(text[at + 1]) << 12) |
                     (base64_value(text[at + 2]) << 6) | base64_value(text[at + 3]);
    if (four < 0) break;
    bytes[size] = static_cast<char>(static_cast<unsigned char>(four >> 16));
    bytes[size + 1] = static_cast<char>(static_cast<unsigned char>((four >> 8) & 0xFF));
    bytes[size + 2] = static_cast<char>(static_cast<unsigned char>(four & 0xFF));
    size += 3;
  }
  bytes.resize(size);
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text.substr(at)) {
    const int value = base64_value(c);
    if (value < 0) break;
    group = (group << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(static_cast<unsigned char>((group >> bits) & 0xFFU));
  }
  return bytes;
}

}  // namespace sgw::redaction
