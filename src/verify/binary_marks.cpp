#include "src/verify/binary_marks.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view before;
  std::string_view rare;  // the part that is looked for: it begins with a byte that text does not have, or seldom
};
constexpr std::array k_marks = {
    Mark{"", "\x1f\x8b\x08"sv},          // gzip
    Mark{"(", "\xb5\x2f\xfd"sv},         // zstd
    Mark{"", "\xfd\x37\x7a\x58\x5a"sv},  // xz
    Mark{"PK", "\x03\x04"sv},            // zip
    Mark{"BZh91AY", "&SY"sv},            // bzip2
    Mark{"7z", "\xbc\xaf\x27\x1c"sv},
};

std::size_t find_mark(const Mark& mark, std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(mark.rare, from); at != std::string_view::npos; at = text.find(mark.rare, at + 1)) {
    if (text.substr(0, at).ends_with(mark.before)) return at - mark.before.size();
  }
  return std::string_view::npos;
}

// Every other byte is zero. Zeros alone are in logs that a crash cut and between a process's variables.
std::size_t find_wide_text(std::string_view text, std::size_t from) {
  const auto printable = [](char c) { return c >= ' ' && c < 0x7f; };
  for (std::size_t at = text.find('\0', from); at != std::string_view::npos; at = text.find('\0', at + 1)) {
    const std::string_view pairs = text.substr(at, k_longest_mark);
    std::size_t wide = 0;
    while (wide < pairs.size() && (wide % 2 == 0 ? pairs[wide] == '\0' : printable(pairs[wide]))) ++wide;
    if (wide == k_longest_mark) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find_binary_mark(std::string_view text, std::size_t from) {
  std::size_t first = find_wide_text(text, from);
  for (const Mark& mark : k_marks) first = std::min(first, find_mark(mark, text, from));
  return first;
}

}  // namespace sgw::verify
