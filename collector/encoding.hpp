#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::collector {

enum class Encoding {
  utf8,     // or nothing in particular: bytes pass as they are
  utf16le,  // told by its byte order mark
  utf16be,
  binary,  // not text: NUL bytes, or many control characters
};

// By the first bytes (some tens of KiB) of a file.
Encoding detect_encoding(std::string_view first_bytes);

// Bytes of a file → UTF-8, chunk by chunk, wherever the chunks are cut. Byte order marks are dropped; what is no
// character becomes U+FFFD (only of UTF-16: UTF-8 is not checked here).
class Transcoder {
 public:
  explicit Transcoder(Encoding encoding) : encoding_(encoding) {}

  // The view lives until the next call, and no longer than `chunk`.
  std::string_view add(std::string_view chunk);
  // What an odd end leaves: U+FFFD or nothing.
  std::string_view finish();

 private:
  std::string_view without_mark(std::string_view chunk);
  void unit(std::uint32_t value);
  void put(std::uint32_t code_point);

  Encoding encoding_;
  std::string head_;  // the first bytes, until it is known whether they are a mark
  bool begun_ = false;
  bool half_ = false;        // an odd byte waits
  unsigned char first_ = 0;  // that byte
  std::uint32_t high_ = 0;   // a high surrogate waits
  std::string out_;
};

}  // namespace sgw::collector
