#include "redaction/table_row.hpp"

#include "redaction/characters.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_cells = 64;

Extent trimmed(std::string_view line, std::size_t begin, std::size_t end) {
  while (begin < end && (is_blank(line[begin]) || line[begin] == '\r')) ++begin;
  while (end > begin && (is_blank(line[end - 1]) || line[end - 1] == '\r')) --end;
  if (end - begin > 1 && is_quote(line[begin]) && line[end - 1] == line[begin]) return {begin + 1, end - 1, true};
  return {begin, end, false};
}

// Where the cell that begins at `at` ends: quotes may hold delimiters.
std::size_t cell_end(std::string_view line, std::size_t at, Delimiter delimiter) {
  const char sign = static_cast<char>(delimiter);
  if (delimiter == Delimiter::blanks) {
    while (at < line.size() && line.substr(at, 2) != "  " && line[at] != '\t') ++at;
    return at;
  }
  const std::size_t first = skip_blanks(line, at);
  if (delimiter != Delimiter::tab && first < line.size() && line[first] == '"') {
    for (std::size_t i = first + 1; i < line.size(); ++i) {
      if (line[i] != '"') continue;
      if (i + 1 < line.size() && line[i + 1] == '"') {
        ++i;
        continue;
      }
      const std::size_t behind = skip_blanks(line, i + 1);
      if (behind >= line.size() || line[behind] == sign || line[behind] == '\r') return std::min(behind, line.size());
    }
  }
  return std::min(line.find(sign, at), line.size());
}

}  // namespace

Delimiter delimiter_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return Delimiter::none;
  if (line[first] == '|') return Delimiter::bar;
  for (const Delimiter one : {Delimiter::tab, Delimiter::semicolon, Delimiter::comma, Delimiter::bar}) {
    if (line.find(static_cast<char>(one), first + 1) != std::string_view::npos) return one;
  }
  return line.find("  ", first) != std::string_view::npos ? Delimiter::blanks : Delimiter::none;
}

std::vector<Extent> cells_of(std::string_view line, Delimiter delimiter) {
  std::vector<Extent> cells;
  std::size_t at = 0;
  if (delimiter == Delimiter::bar || delimiter == Delimiter::blanks) {
    at = skip_blanks(line, 0);
    if (delimiter == Delimiter::bar && at < line.size() && line[at] == '|') ++at;
  }
  while (cells.size() < k_max_cells) {
    const std::size_t end = cell_end(line, at, delimiter);
    cells.push_back(trimmed(line, at, end));
    if (end >= line.size()) break;
    at = delimiter == Delimiter::blanks ? skip_blanks(line, end) : end + 1;
    if (at >= line.size() && (delimiter == Delimiter::bar || delimiter == Delimiter::blanks)) break;
  }
  return cells;
}

bool is_ruler(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("-+|=: \t\r") == std::string_view::npos;
}

}  // namespace sgw::redaction
