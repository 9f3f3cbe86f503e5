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

inline constexpr std::string_view k_map_schema = "sgw-diag/map/1";

// Whether a JSON document, or the beginning of one, is a file that --map keeps at home: with its key everybody can try
// what a pseudonym stands for. Nothing of it passes the gate, however its members were sorted.
bool is_home_map(std::string_view document);

}  // namespace sgw::redaction
