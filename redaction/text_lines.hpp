#pragma once

#include "redaction/line_places.hpp"

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// A line of a text, without its end.
struct TextLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool whole = true;  // its end is in the text

  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

// The line that begins at `begin`; false behind the text's end.
inline bool line_at(std::string_view text, std::size_t begin, TextLine& line) {
  if (begin >= text.size()) return false;
  const std::size_t end = line_end(text, begin);
  line = {begin, end, end < text.size()};
  if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
  return true;
}

inline std::size_t indent_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  return at;
}

inline bool is_empty_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace sgw::redaction
