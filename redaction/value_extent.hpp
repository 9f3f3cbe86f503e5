#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The value that begins at `at`, quoted or bare. A quoted one ends at its quote (doubled and escaped quotes belong to
// it; without an end it goes to the end of the text). A bare one ends at a blank, or at one of , ; & | behind which
// another name or nothing follows: a password with such a character inside stays whole.
Extent value_at(std::string_view text, std::size_t at);

}  // namespace sgw::redaction
