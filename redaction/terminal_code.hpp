#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// The size of what follows an escape character (ESC) at `at` and belongs to it: "[1;32m", "%5B1%3B32m", "[m", "(B"; 0
// when that is nothing known. A letter without a number in front of it is taken for the end of a code only when it is
// one of the usual ones: behind a code that was cut off stands a word.
std::size_t terminal_code_size(std::string_view text, std::size_t at);

}  // namespace sgw::redaction
