#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::redaction {

// UTF-16 (RFC 2781) in chunks cut anywhere becomes UTF-8; what is no character becomes U+FFFD.
class Utf16Decoder {
 public:
  // A decoder when the first bytes are UTF-16: a byte order mark says so, or zeros at every other place.
  static std::optional<Utf16Decoder> for_text(std::string_view first_bytes);

  std::string decode(std::string_view chunk);

 private:
  explicit Utf16Decoder(bool little_endian) : little_endian_(little_endian) {}
  void unit(std::uint32_t value, std::string& out);

  bool little_endian_;
  bool began_ = false;
  std::optional<unsigned char> half_;  // the first byte of a unit
  std::optional<std::uint32_t> high_;  // the first unit of a pair
};

// Appends a code point's UTF-8 (RFC 3629); surrogates and what is beyond U+10FFFF become U+FFFD.
void append_utf8(std::uint32_t point, std::string& out);

}  // namespace sgw::redaction
