#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace sgw::redaction {

// Where the line around offset `at` begins.
inline std::size_t line_begin(std::string_view text, std::size_t at) {
  const void* newline = at == 0 ? nullptr : ::memrchr(text.data(), '\n', at);
  return newline == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(newline) - text.data()) + 1;
}

// The offset of the line end at or behind `at`, or the text's size.
inline std::size_t line_end(std::string_view text, std::size_t at) {
  const void* newline = at >= text.size() ? nullptr : std::memchr(text.data() + at, '\n', text.size() - at);
  return newline == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(newline) - text.data());
}

// Where the line behind the one around `at` begins, or the text's size.
inline std::size_t next_line_begin(std::string_view text, std::size_t at) {
  const std::size_t end = line_end(text, at);
  return end == text.size() ? end : end + 1;
}

}  // namespace sgw::redaction
