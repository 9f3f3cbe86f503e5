#include "redaction/table_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/table_row.hpp"
#include "redaction/text_lines.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::string_view k_insert = "insert into ";
constexpr std::size_t k_max_head = 600;
constexpr std::size_t k_max_name = 60;
constexpr std::size_t k_none = 64;

constexpr std::array k_name_heads{"name"sv,          "key"sv,          "setting"sv, "variable"sv, "variable_name"sv,
                                  "property"sv,      "parameter"sv,    "option"sv,  "header"sv,   "env"sv,
                                  "variable name"sv, "setting name"sv, "field"sv};
constexpr std::array k_value_heads{"value"sv, "current value"sv, "default value"sv, "content"sv, "val"sv, "default"sv};

template <std::size_t N>
bool is_head(const std::array<std::string_view, N>& words, std::string_view cell) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return equals(cell, word); });
}

bool may_be_head(std::string_view cell) {
  constexpr int k_max_digits = 2;
  return std::count_if(cell.begin(), cell.end(), is_digit) <= k_max_digits && cell.size() <= k_max_name &&
         std::all_of(cell.begin(), cell.end(), [](char c) {
           return is_name_char(c) || c == ' ' || c == '(' || c == ')' || c == '/' || c == '#';
         });
}

// The columns of a table by its first line.
struct Head {
  Delimiter delimiter = Delimiter::none;
  std::size_t cells = 0;
  std::size_t name = k_none;
  std::size_t value = k_none;
  std::vector<std::pair<std::size_t, std::string_view>> secrets;  // column and its name
};

Head head_of(std::string_view line) {
  Head head;
  head.delimiter = delimiter_of(line);
  if (head.delimiter == Delimiter::none) return {};
  const std::vector<Extent> cells = cells_of(line, head.delimiter);
  if (cells.size() < 2) return {};
  head.cells = cells.size();
  const auto quoted = std::count_if(cells.begin(), cells.end(), [](const Extent& cell) { return cell.quoted; });
  if (quoted != 0 && static_cast<std::size_t>(quoted) != cells.size()) return {};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = cells[i].of(line);
    if (!may_be_head(cell) || is_sentence(cell)) return {};
    if (head.name == k_none && is_head(k_name_heads, cell))
      head.name = i;
    else if (head.value == k_none && is_head(k_value_heads, cell))
      head.value = i;
    else if (std::count(cell.begin(), cell.end(), ' ') < 3 && telling(cell) != Telling::nothing)
      head.secrets.emplace_back(i, cell);
  }
  if (head.name == k_none || head.value == k_none) head.name = head.value = k_none;
  // Columns of blanks are told from indented prose by their heads.
  if (head.delimiter == Delimiter::blanks && head.value == k_none &&
      std::any_of(cells.begin(), cells.end(), [&](const Extent& cell) {
        return std::any_of(line.begin() + static_cast<std::ptrdiff_t>(cell.begin),
                           line.begin() + static_cast<std::ptrdiff_t>(cell.end), is_lower);
      }))
    return {};
  return head;
}

bool is_table(const Head& head) { return head.value != k_none || !head.secrets.empty(); }

// The cell behind the one that names it in a row of a table that tells nothing in its head.
void add(std::size_t offset, std::string_view line, const Extent& cell, std::string_view name, const RuleLabel& label,
         Finds& finds) {
  const std::string_view value = cell.of(line);
  if (cell.empty() || !is_secret(telling(name), name, value)) return;
  finds.push_back({offset + cell.begin, offset + cell.end, &label, {}, false});
}

// What of the row goes; false when it is none of this table.
bool take_row(const TextLine& line, std::string_view row, const Head& head, const RuleLabel& label, Finds& finds) {
  if (is_ruler(row)) return true;
  if (is_empty_line(row)) return false;
  if (head.delimiter == Delimiter::blanks && is_table(head_of(row))) return false;  // another table
  const std::vector<Extent> cells = cells_of(row, head.delimiter);
  const bool loose = head.delimiter == Delimiter::blanks || head.delimiter == Delimiter::bar;
  if (loose ? cells.size() < 2 : cells.size() != head.cells) return false;
  for (const auto& [column, name] : head.secrets) {
    if (column < cells.size() && cells.size() == head.cells) add(line.begin, row, cells[column], name, label, finds);
  }
  if (head.value != k_none && std::max(head.name, head.value) < cells.size())
    add(line.begin, row, cells[head.value], cells[head.name].of(row), label, finds);
  return true;
}

void rows(const Place& place, const Head& head, const RuleLabel& label, Finds& finds, Pending* pending) {
  TextLine line;
  std::size_t at = place.next();
  while (line_at(place.text, at, line) && take_row(line, line.of(place.text), head, label, finds))
    at = next_line_begin(place.text, line.end);
  if (pending != nullptr) pending->context.push_back({place.begin, at < place.text.size() ? at : npos});
}

// Whether the line above is a row of the same table.
bool continues(const Place& place, const Head& head) {
  if (place.begin == 0 || head.delimiter == Delimiter::blanks) return false;
  std::size_t begin = line_begin(place.text, place.begin - 1);
  std::string_view above = place.text.substr(begin, place.begin - 1 - begin);
  if (is_ruler(above) && begin > 0) {
    const std::size_t end = begin - 1;
    begin = line_begin(place.text, end);
    above = place.text.substr(begin, end - begin);
  }
  return !is_empty_line(above) && !is_ruler(above) && cells_of(above, head.delimiter).size() == head.cells;
}

// "| password | `x` |": a row of a table with any head.
void bar_row(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) {
  const std::string_view line = place.line();
  const std::vector<Extent> cells = cells_of(line, Delimiter::bar);
  if (cells.size() < 2 || telling(cells[0].of(line)) == Telling::nothing) return;
  TextLine below;
  if (!line_at(place.text, place.next(), below) || !below.whole) {
    if (pending != nullptr) return pending->hold_from(place.begin);
  } else if (is_ruler(below.of(place.text))) {
    return;
  }
  if (telling(cells[1].of(line)) == Telling::nothing) add(place.begin, line, cells[1], cells[0].of(line), label, finds);
}

// Where "insert into" stands in a line; npos when it does not.
std::size_t insert_in(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (lower(line[at]) == 'i' && holds_at(line, at, k_insert)) return at;
  }
  return npos;
}

// INSERT INTO t (a, b) VALUES (1, 'x')
void insert(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds) {
  const std::size_t open = line.find('(');
  const std::size_t close = line.find(')', open == npos ? 0 : open);
  if (close == npos) return;
  const std::string_view list = line.substr(open + 1, close - open - 1);
  const std::vector<Extent> names = cells_of(list, Delimiter::comma);
  for (std::size_t at = line.find('(', close); at != npos; at = line.find('(', at)) {
    for (const Extent& name : names) {
      at = skip_blanks(line, at + 1);
      if (at >= line.size()) return;
      const Extent value = value_at(line, at);
      add(offset, line, value, name.of(list), label, finds);
      at = skip_blanks(line, value.end + (value.quoted ? 1 : 0));
      if (at >= line.size() || line[at] != ',') break;
    }
    if (at >= line.size()) return;
  }
}

}  // namespace

std::vector<std::string> TableDetector::literals() const {
  std::vector<std::string> words = secret_word_literals();
  words.emplace_back(k_insert);
  for (const std::string_view word :
       {",value", ";value", "\tvalue", "| value", "|value", "  value", ",\"value\"", ";\"value\""})
    words.emplace_back(word);
  return words;
}

// The word is all of a cell, or its end; most words of prose are told from that by the byte behind them.
bool TableDetector::worth(std::string_view line, std::size_t at) const {
  const auto divides = [](char c) { return c == ',' || c == ';' || c == '\t' || c == '|'; };
  if (line[at] == 'i' || line[at] == 'I') {
    if (holds_at(line, at, k_insert)) return true;
  }
  if (line.size() > k_max_head) return false;
  if (line[skip_blanks(line, 0)] == '|') return true;  // a row by its first byte, whatever is behind the word
  std::size_t end = at;
  while (end < line.size() && (divides(line[end]) || line[end] == ' ' || line[end] == '"')) ++end;
  while (end < line.size() && is_name_char(line[end])) ++end;
  if (end < line.size() && is_quote(line[end])) ++end;
  const char next = end < line.size() ? line[end] : '\r';
  const char after = end + 1 < line.size() ? line[end + 1] : '\r';
  // "Password (initial)"
  if (next == ' ' ? after != ' ' && after != '|' && after != '(' : !divides(next) && next != '\r') return false;
  return std::none_of(line.begin(), line.end(), [&](char c) {
    return c <= '{' && c >= '\'' && (c == ':' || c == '=' || c == '{' || c == '[' || c == '<' || c == '\'');
  });
}

void TableDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  const std::string_view line = place.line();
  if (const std::size_t at = insert_in(line); at != npos)
    return insert(line.substr(at), place.begin + at, label, finds);
  const Head head = head_of(line);
  if (is_table(head) && !continues(place, head)) rows(place, head, label, finds, pending);
  if (line[skip_blanks(line, 0)] == '|') bar_row(place, label, finds, pending);
}

}  // namespace sgw::redaction
