#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// Runs of characters of base64 (both alphabets, no padding) that are shorter tell nothing.
inline constexpr std::size_t k_min_base64_run = 16;

// Where the next run of at least that length begins, at or behind `from`; a run that `from` stands in begins there.
// The text's size when there is none. Looks at 64 bytes at a time: most text holds none.
std::size_t next_base64_run(std::string_view text, std::size_t from);

}  // namespace sgw::redaction
