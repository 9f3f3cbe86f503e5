#include "src/verify/table_watch.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_head = 512;
constexpr std::size_t k_longest_row = 4096;
constexpr std::size_t k_most_cells = 64;

constexpr CharacterSet k_no_head([](char c) { return std::string_view(":={}<>/").find(c) < 7; });

std::string_view trimmed(std::string_view cell) {
  const auto frame = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '`' || c == '\'' || c == '\r'; };
  while (!cell.empty() && frame(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && frame(cell.back())) cell.remove_suffix(1);
  return cell;
}

// A separator inside of quotes separates nothing.
std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  std::size_t from = 0;
  bool quoted = false;
  for (std::size_t at = 0; at <= line.size() && cells.size() <= k_most_cells; ++at) {
    if (at < line.size() && line[at] == '"') quoted = !quoted;
    if (at < line.size() && (quoted || line[at] != separator)) continue;
    cells.push_back(trimmed(line.substr(from, at - from)));
    from = at + 1;
  }
  return cells;
}

// "Password (initial)" is a head like "Password".
std::string_view without_remark(std::string_view cell) {
  const std::size_t open = cell.ends_with(')') ? cell.find(" (") : std::string_view::npos;
  return open == std::string_view::npos ? cell : trimmed(cell.substr(0, open));
}

bool is_name(std::string_view cell) {
  return cell.size() <= 40 && std::all_of(cell.begin(), cell.end(), [](char c) {
           return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == ' ';
         });
}

bool names_names(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> k_heads = {"name",     "key",       "setting",
                                                              "variable", "parameter", "item"};
  return std::find(k_heads.begin(), k_heads.end(), without_joints(cell)) != k_heads.end();
}

// A cell of one word is a value as it is; of settings or a sentence the first word is judged.
bool is_secret_cell(const TellingName& name, std::string_view cell) {
  const bool word = cell.find_first_of(" =&") == std::string_view::npos;
  return is_secret_value(name, word ? cell : value_after(cell, 0));
}

}  // namespace

bool TableWatch::begin(std::string_view text, char separator) {
  auto cells = cells_of(text, separator);
  std::transform(cells.begin(), cells.end(), cells.begin(), without_remark);
  // The end of a list in a program is no head; only a frame of bars has empty cells at both ends.
  const auto named = std::count_if(cells.begin(), cells.end(), [](auto cell) { return !cell.empty(); });
  const bool framed = separator == '|' && cells.front().empty() && cells.back().empty();
  if (named < 2 || static_cast<std::size_t>(named) + (framed ? 2 : 0) != cells.size()) return false;
  if (!std::all_of(cells.begin(), cells.end(), is_name)) return false;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::string name = without_joints(cells[cell]);
    const TellingName* column = telling(name);
    if (column == nullptr && name != "value") continue;
    if (column == nullptr && std::none_of(cells.begin(), cells.end(), names_names)) continue;
    cells_ = cells.size();
    separator_ = separator;
    column_ = column;
    value_ = cell;
    return true;
  }
  return false;
}

bool TableWatch::line(std::string_view text) {
  if (cells_ > 0 && text.size() <= k_longest_row) {
    const auto cells = cells_of(text, separator_);
    if (cells.size() == cells_) {
      if (column_ != nullptr) return is_secret_cell(*column_, cells[value_]);
      for (std::size_t cell = 0; cell < value_; ++cell) {
        const TellingName* name = telling(without_joints(cells[cell]));
        if (name != nullptr) return is_secret_cell(*name, cells[value_]);
      }
      return false;
    }
  }
  cells_ = 0;
  if (text.size() > k_longest_head || k_no_head.find(text, 0) < text.size()) return false;
  for (const char separator : {'\t', '|', ';', ','}) {
    if (text.find(separator) != std::string_view::npos && begin(text, separator)) break;
  }
  return false;
}

}  // namespace sgw::verify
