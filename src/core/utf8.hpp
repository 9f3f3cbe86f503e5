#pragma once

#include <cstddef>
#include <string_view>

namespace sgw {

// Length of the valid UTF-8 sequence (RFC 3629) that begins at `at`, or 0. `at` lies in the text.
std::size_t utf8_sequence_length(std::string_view text, std::size_t at);

// What a byte that begins no valid sequence becomes: U+FFFD.
inline constexpr std::string_view k_utf8_replacement = "\xEF\xBF\xBD";

}  // namespace sgw
