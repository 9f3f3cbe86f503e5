#include "src/verify/base64.hpp"

#include "src/verify/characters.hpp"

#include <cstdint>

namespace sgw::verify {

namespace {

constexpr std::string_view k_standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int value_of(char c) {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

}  // namespace

std::string encode_base64(std::string_view bytes, Alphabet alphabet) {
  const std::string_view digits = alphabet == Alphabet::standard ? k_standard : k_url;
  std::string text;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += digits[(held >> (bits - 6)) & 63U];
  }
  if (bits > 0) text += digits[(held << (6 - bits)) & 63U];
  while (alphabet == Alphabet::standard && text.size() % 4 != 0) text += '=';
  return text;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) break;
    held = (held << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 255U);
  }
  return bytes;
}

std::string stable_base64(std::string_view bytes, unsigned shift, Alphabet alphabet) {
  std::string shifted(shift, '\0');
  shifted += bytes;
  const std::string text = encode_base64(shifted, alphabet);
  const std::size_t first = (shift * 8 + 5) / 6;           // the first character that holds no bit from before
  const std::size_t end = (shift + bytes.size()) * 8 / 6;  // and the last that holds none from behind
  return text.substr(first, end - first);
}

}  // namespace sgw::verify
