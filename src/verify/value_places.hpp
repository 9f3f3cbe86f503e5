#pragma once

#include "src/verify/characters.hpp"

#include <cstddef>
#include <string_view>

namespace sgw::verify {

inline constexpr std::size_t k_longest_value = 512;  // more of it is not looked at

// The name that ends before the delimiter at `at`, quotes and blanks between them left out; at most 64 characters.
std::string_view name_before(std::string_view text, std::size_t at);

// The value that begins at `at`, quotes, blanks and brackets before it left out: up to a delimiter, k_longest_value
// characters at most.
std::string_view value_after(std::string_view text, std::size_t at);

// The same, up to the closing quote when there is one around it: with the delimiters inside.
std::string_view quoted_after(std::string_view text, std::size_t at);

// The word that begins at `at`: up to a blank or a quote, k_longest_value characters at most.
std::string_view word_after(std::string_view text, std::size_t at);

}  // namespace sgw::verify
