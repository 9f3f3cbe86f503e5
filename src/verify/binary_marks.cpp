#include "src/verify/binary_marks.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

using namespace std::string_view_literals;

// All begin with a byte that is rare in text, or with two.
constexpr std::array k_marks = {
    "\0"sv,
    "\x1f\x8b\x08"sv,          // gzip
    "\x28\xb5\x2f\xfd"sv,      // zstd
    "\xfd\x37\x7a\x58\x5a"sv,  // xz
    "PK\x03\x04"sv,            // zip
    "BZh91AY&SY"sv.substr(0, k_longest_mark),
    "7z\xbc\xaf\x27\x1c"sv,
};

}  // namespace

std::size_t find_binary_mark(std::string_view text, std::size_t from) {
  std::size_t first = std::string_view::npos;
  for (const auto mark : k_marks) first = std::min(first, text.find(mark, from));
  return first;
}

}  // namespace sgw::verify
