#include "redaction/escapes.hpp"

#include "redaction/line_places.hpp"
#include "redaction/marks.hpp"
#include "redaction/terminal_code.hpp"
#include "redaction/text_shape.hpp"
#include "redaction/utf16.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace sgw::redaction {

namespace {

constexpr int k_max_layers = 4;
constexpr char k_escape = '\x1b';

// One character in UTF-8, or nothing. A text may hold millions of escapes.
class Character {
 public:
  Character() = default;
  Character(char c) : bytes_{c}, size_(1) {}
  static Character of(std::uint32_t point) {
    std::string utf8;
    append_utf8(point, utf8);
    Character result;
    result.size_ = utf8.copy(result.bytes_.data(), result.bytes_.size());
    return result;
  }
  std::string_view view() const { return {bytes_.data(), size_}; }
  bool operator==(char c) const { return size_ == 1 && bytes_[0] == c; }

 private:
  std::array<char, 4> bytes_{};
  std::size_t size_ = 0;
};

// What one escape stands for, and how many bytes it takes.
struct Unit {
  Character text;
  std::size_t length = 0;
  std::size_t before = 0;  // of them, in front of the mark that told it
};

std::optional<std::uint32_t> hex_number(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int value = hex_value(text[at + i]);
    if (value < 0) return std::nullopt;
    number = number * 16 + static_cast<std::uint32_t>(value);
  }
  return number;
}

// \u{1F600}
Unit braced_unit(std::string_view text, std::size_t at) {
  constexpr std::size_t k_max_digits = 6;
  std::uint32_t point = 0;
  std::size_t i = at + 3;
  for (; i < text.size() && i < at + 3 + k_max_digits && hex_value(text[i]) >= 0; ++i) {
    point = point * 16 + static_cast<std::uint32_t>(hex_value(text[i]));
  }
  if (i >= text.size() || text[i] != '}' || point == 0 || point > 0x10FFFF) return {};
  return {Character::of(point), i + 1 - at};
}

// \u0026, two of them for what is beyond the first plane
Unit unicode_unit(std::string_view text, std::size_t at) {
  if (text.substr(at + 2, 1) == "{") return braced_unit(text, at);
  const auto high = hex_number(text, at + 2, 4);
  if (!high) return {};
  if (*high >= 0xD800 && *high < 0xDC00 && text.substr(at + 6, 2) == "\\u") {
    const auto low = hex_number(text, at + 8, 4);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      return {Character::of(0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00)), 12};
    }
  }
  return {Character::of(*high), 6};
}

// \U0001F600
Unit wide_unit(std::string_view text, std::size_t at) {
  const auto point = hex_number(text, at + 2, 8);
  return point && *point != 0 && *point <= 0x10FFFF ? Unit{Character::of(*point), 10} : Unit{};
}

// \075
Unit octal_unit(std::string_view text, std::size_t at) {
  unsigned byte = 0;
  for (std::size_t i = at + 1; i < at + 4; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '7') return {};
    byte = byte * 8 + static_cast<unsigned>(text[i] - '0');
  }
  return byte == 0 || byte > 255 ? Unit{} : Unit{static_cast<char>(static_cast<unsigned char>(byte)), 4};
}

// A backslash in front stands for the sign alone; a properties file escapes those that it assigns with as well.
bool is_escaped_sign(char c) { return c == '"' || c == '\\' || c == '/' || c == '\'' || c == ':' || c == '='; }

Unit backslash_unit(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return {};
  switch (text[at + 1]) {
    case 'u':
      return unicode_unit(text, at);
    case 'U':
      return wide_unit(text, at);
    case '0':
    case '1':
    case '2':
    case '3':
      return octal_unit(text, at);
    case 'x':
      if (const auto byte = hex_number(text, at + 2, 2)) return {static_cast<char>(*byte), 4};
      return {};
    case 'n':
      return {'\n', 2};
    case 'r':
      return {'\r', 2};
    case 't':
      return {'\t', 2};
    case 'b':
    case 'f':
      return {' ', 2};
    case 'e':  // only in front of a terminal code: "\etc" begins with the same
      return terminal_code_size(text, at + 2) != 0 ? Unit{k_escape, 2} : Unit{};
    default:
      return is_escaped_sign(text[at + 1]) ? Unit{text[at + 1], 2} : Unit{};
  }
}

// %26, or %u0026 of older scripts
Unit percent_unit(std::string_view text, std::size_t at) {
  if (text.substr(at + 1, 1) == "u") {
    const auto point = hex_number(text, at + 2, 4);
    return point && *point != 0 ? Unit{Character::of(*point), 6} : Unit{};
  }
  const auto byte = hex_number(text, at + 1, 2);
  if (!byte || *byte == 0) return {};
  return {static_cast<char>(*byte), 3};
}

Unit number_reference(std::string_view text, std::size_t at) {
  const bool hex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
  std::uint32_t point = 0;
  std::size_t i = at + (hex ? 3 : 2);
  const std::size_t first = i;
  for (; i < text.size() && i < first + 7; ++i) {
    const int value = hex_value(text[i]);
    if (value < 0 || (!hex && value > 9)) break;
    point = point * (hex ? 16U : 10U) + static_cast<std::uint32_t>(value);
  }
  if (i == first || i >= text.size() || text[i] != ';' || point == 0 || point > 0x10FFFF) return {};
  return {Character::of(point), i + 1 - at};
}

Unit reference_unit(std::string_view text, std::size_t at) {
  // XML's own, and those of HTML for characters that values and their names are made of.
  static constexpr std::array<std::pair<std::string_view, char>, 16> k_names{{{"&amp;", '&'},
                                                                              {"&quot;", '"'},
                                                                              {"&apos;", '\''},
                                                                              {"&lt;", '<'},
                                                                              {"&gt;", '>'},
                                                                              {"&nbsp;", ' '},
                                                                              {"&colon;", ':'},
                                                                              {"&sol;", '/'},
                                                                              {"&equals;", '='},
                                                                              {"&plus;", '+'},
                                                                              {"&commat;", '@'},
                                                                              {"&lowbar;", '_'},
                                                                              {"&period;", '.'},
                                                                              {"&bsol;", '\\'},
                                                                              {"&semi;", ';'},
                                                                              {"&comma;", ','}}};
  if (at + 1 < text.size() && text[at + 1] == '#') return number_reference(text, at);
  for (const auto& [name, stands_for] : k_names) {
    if (text.substr(at, name.size()) == name) return {stands_for, name.size()};
  }
  return {};
}

// An escape character in any spelling takes the terminal code that it begins along: what is left of one would be glued
// to the word behind it.
Unit with_terminal_code(std::string_view text, std::size_t at, Unit unit) {
  if (!(unit.text == k_escape)) return unit;
  const std::size_t code = terminal_code_size(text, at + unit.length);
  return {{}, unit.length + code};
}

// A terminal code whose escape character is written in a way of its own, or was lost: "^[[32m", "#033[32m", "[32m".
// `from`: where the escape before it ends.
Unit bare_terminal_code(std::string_view text, std::size_t from, std::size_t at) {
  static constexpr std::array<std::string_view, 3> k_spellings{"^[", "#033", "\xE2\x90\x9B"};
  const std::size_t size = terminal_code_size(text, at);
  if (size == 0) return {};
  const std::string_view before = text.substr(from, at - from);
  for (const std::string_view spelling : k_spellings) {
    if (before.ends_with(spelling)) return {{}, size + spelling.size(), spelling.size()};
  }
  const std::size_t end = at + size;
  const bool colour = size > 2 && (text[end - 1] == 'm' || text[end - 1] == 'K');
  // "rate(requests[5m])" is a query.
  return colour && text.substr(end, 1) != "]" ? Unit{{}, size} : Unit{};
}

Unit unit_at(std::string_view text, std::size_t from, std::size_t at) {
  switch (text[at]) {
    case '\\':
      return with_terminal_code(text, at, backslash_unit(text, at));
    case '%':
      return with_terminal_code(text, at, percent_unit(text, at));
    case '&':
      return with_terminal_code(text, at, reference_unit(text, at));
    case '[':
      return bare_terminal_code(text, from, at);
    case k_escape:
      return with_terminal_code(text, at, {k_escape, 1});
    case '=':
      // Quoted-printable text; other bytes than this sign are rarely in need of it.
      return {'=', 3};
    case '\t':
    case '\n':
      return {};
    case '\r':
      // A line end's; alone it is a control character like any other.
      return at + 1 == text.size() || text[at + 1] == '\n' ? Unit{} : Unit{{}, 1};
    default:
      return {{}, 1};
  }
}

// How long the escape at `at` is if it is one of those that encoded text is full of, "\\\"" or "%2F"; else 0.
std::size_t simple_escape(std::string_view text, std::size_t at, char& stands_for) {
  if (at + 1 >= text.size()) return 0;
  if (text[at] == '\\' && is_escaped_sign(text[at + 1])) {
    stands_for = text[at + 1];
    return 2;
  }
  if (text[at] != '%' || at + 2 >= text.size()) return 0;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  const int byte = high * 16 + low;
  if (high < 0 || low < 0 || byte == 0 || byte == k_escape) return 0;
  stands_for = static_cast<char>(byte);
  return 3;
}

// The offset of the next escape at or behind `from`, or the text's size.
std::size_t next_unit(std::string_view text, std::size_t from, Unit& unit) {
  for (std::size_t at = next_mark(text, from); at < text.size(); at = next_mark(text, at + 1)) {
    char sign = 0;
    if (const std::size_t length = simple_escape(text, at, sign); length != 0) {
      unit = {sign, length};
      return at;
    }
    // Bytes that are no text are full of these; what becomes of others depends on what follows.
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == 0x7F || (byte < 0x20 && byte != '\r' && byte != k_escape)) {
      unit.text = Character();
      unit.length = 1;
      unit.before = 0;
      return at;
    }
    unit = unit_at(text, from, at);
    if (unit.length != 0) return at - unit.before;
  }
  return text.size();
}

// Adds the run of simple escapes of one length at `at` to the view. Where it ends; `at` when there is none.
std::size_t add_simple_run(std::string_view text, std::size_t at, View& view) {
  std::array<char, 64> bytes;  // the first `count` of them
  char next = 0;
  const std::size_t length = simple_escape(text, at, next);
  for (std::size_t size = length; size == length && size != 0;) {
    const std::size_t begin = at;
    std::size_t count = 0;
    while (count < bytes.size() && size == length) {
      bytes[count++] = next;
      at += length;
      size = simple_escape(text, at, next);
    }
    view.coded_run({bytes.data(), count}, begin, static_cast<std::uint32_t>(length));
  }
  return at;
}

}  // namespace

bool resolve_escapes(std::string_view text, View& view) {
  Unit unit;
  std::size_t at = next_unit(text, 0, unit);
  if (at == text.size()) return false;
  view.reserve(text.size());
  std::size_t done = 0;  // where the line behind the last one in the view begins
  while (at < text.size()) {
    const std::size_t begin = line_begin(text, at);
    const std::size_t end = next_line_begin(text, at);
    if (begin > done) view.filler("\n");
    std::size_t plain = begin;
    while (at < end) {
      view.plain(text.substr(plain, at - plain), plain);
      plain = add_simple_run(text, at, view);
      if (plain == at) {
        view.coded(unit.text.view(), at, at + unit.length);
        plain = at + unit.length;
      }
      at = next_unit(text, plain, unit);
    }
    view.plain(text.substr(plain, end - plain), plain);
    done = end;
  }
  return true;
}

std::string fully_decoded(std::string_view text) {
  std::string value(text);
  Unit unit;
  for (int layer = 0; layer < k_max_layers; ++layer) {
    std::size_t at = next_unit(value, 0, unit);
    if (at == value.size()) break;
    std::string resolved;
    for (std::size_t plain = 0;; at = next_unit(value, plain, unit)) {
      resolved.append(value, plain, at - plain);
      if (at == value.size()) break;
      resolved.append(unit.text.view());
      plain = at + unit.length;
    }
    value = std::move(resolved);
  }
  return value;
}

}  // namespace sgw::redaction
