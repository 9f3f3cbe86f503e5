#include "redaction/hexdump.hpp"

#include "redaction/text_shape.hpp"

#include <algorithm>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_bytes = 32;  // of one line
constexpr std::size_t k_min_bytes = 8;   // of a dump

// Behind "00000010  ", "0x0010: ", "00000010: "; npos when the line begins otherwise.
std::size_t behind_offset(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  if (line.substr(at).starts_with("0x")) at += 2;
  const std::size_t first = at;
  while (at < line.size() && at - first <= 8 && is_hex_digit(line[at])) ++at;
  if (at - first < 4 || at - first > 8) return std::string_view::npos;
  if (at < line.size() && line[at] == ':') return at + 1;
  return line.substr(at).starts_with("  ") ? at : std::string_view::npos;
}

// The bytes of groups of two, four or more digits with one or two blanks between them; what follows is no byte.
std::string bytes_of(std::string_view line) {
  std::string bytes;
  std::size_t at = 0;
  std::size_t longest = 16;  // digits of a group: none is longer than the first
  while (bytes.size() < k_max_bytes) {
    const std::size_t blanks = at;
    while (at < line.size() && line[at] == ' ' && at - blanks < 3) ++at;
    const std::size_t group = at;
    while (at < line.size() && is_hex_digit(line[at])) ++at;
    const std::size_t digits = at - group;
    // Two blanks in the middle are a canonical dump's, where each byte stands alone.
    if (longest > 2 && group - blanks > 1 && !bytes.empty()) return bytes;
    const bool ends = at == line.size() || line[at] == ' ';
    if (digits < 2 || digits % 2 != 0 || digits > longest || !ends || group == blanks) return bytes;
    bytes += hex_decoded(line.substr(group, digits));
    if (longest > digits && bytes.size() * 2 == digits) longest = digits;
    // The column of text begins behind two or more blanks and may look like digits itself.
    if (line.substr(at).starts_with("   ")) return bytes;
  }
  return bytes;
}

}  // namespace

bool decode_hexdump(const SearchText& of, View& view, Pending* pending) {
  const std::string_view text = of.text;
  Survey own;
  const Survey& survey = of.surveyed(own);
  bool any = false;
  std::size_t dump_begin = std::string_view::npos;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = survey.end_of(number, text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t offset = behind_offset(line);
    std::string bytes = offset == std::string_view::npos ? std::string() : bytes_of(line.substr(offset));
    if (bytes.size() < (dump_begin == std::string_view::npos ? k_min_bytes : 1)) {
      dump_begin = std::string_view::npos;
    } else {
      if (dump_begin == std::string_view::npos) {
        dump_begin = begin;
        view.filler("\n \n");
      }
      view.coded(bytes, begin + offset, end);
      any = true;
    }
    begin = end + 1;
  }
  if (pending != nullptr && dump_begin != std::string_view::npos) pending->hold_from(dump_begin);
  return any;
}

}  // namespace sgw::redaction
