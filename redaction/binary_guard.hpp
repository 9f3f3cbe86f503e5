#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

inline constexpr std::size_t k_guard_bytes = 4096;  // what is looked at

enum class Content {
  text,
  zero_separated,  // pieces of text that end with a zero byte: /proc/PID/environ and cmdline, "find -print0"
  binary,
};

// What an artifact holds, judged by its first k_guard_bytes (all of it if shorter). UTF-16 is not known here.
Content content_of(std::string_view first_bytes);

}  // namespace sgw::redaction
