#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::verify {

// The longest mark, in bytes.
inline constexpr std::size_t k_longest_mark = 10;

// Where in `text` the first sign stands, from `from` on, that it is no text that anybody can search: UTF-16, or the
// signature of a packed format. npos: nowhere.
std::size_t find_binary_mark(std::string_view text, std::size_t from);

}  // namespace sgw::verify
