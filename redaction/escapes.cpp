#include "redaction/escapes.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

namespace sgw::redaction {

namespace {

constexpr int k_max_layers = 4;

// What one escape stands for, and how many bytes it takes.
struct Unit {
  std::string text;
  std::size_t length = 0;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

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

std::string utf8(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (point < 0x80) return std::string(1, byte(point));
  if (point < 0x800) return {byte(0xC0 | (point >> 6)), byte(0x80 | (point & 0x3F))};
  if (point < 0x10000)
    return {byte(0xE0 | (point >> 12)), byte(0x80 | ((point >> 6) & 0x3F)), byte(0x80 | (point & 0x3F))};
  return {byte(0xF0 | (point >> 18)), byte(0x80 | ((point >> 12) & 0x3F)), byte(0x80 | ((point >> 6) & 0x3F)),
          byte(0x80 | (point & 0x3F))};
}

Unit unicode_unit(std::string_view text, std::size_t at) {
  const auto high = hex_number(text, at + 2, 4);
  if (!high) return {};
  if (*high >= 0xD800 && *high < 0xDC00 && text.substr(at + 6, 2) == "\\u") {
    const auto low = hex_number(text, at + 8, 4);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      return {utf8(0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00)), 12};
    }
  }
  if (*high >= 0xD800 && *high < 0xE000) return {"?", 6};
  return {utf8(*high), 6};
}

Unit backslash_unit(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return {};
  switch (text[at + 1]) {
    case 'u':
      return unicode_unit(text, at);
    case 'x':
      if (const auto byte = hex_number(text, at + 2, 2)) return {std::string(1, static_cast<char>(*byte)), 4};
      return {};
    case 'n':
      return {"\n", 2};
    case 'r':
      return {"\r", 2};
    case 't':
      return {"\t", 2};
    case '"':
    case '\'':
    case '\\':
    case '/':
      return {std::string(1, text[at + 1]), 2};
    default:
      return {};
  }
}

Unit percent_unit(std::string_view text, std::size_t at) {
  const auto byte = hex_number(text, at + 1, 2);
  if (!byte || *byte == 0) return {};
  return {std::string(1, static_cast<char>(*byte)), 3};
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
  return {utf8(point), i + 1 - at};
}

Unit reference_unit(std::string_view text, std::size_t at) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> k_names{
      {{"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}}};
  if (at + 1 < text.size() && text[at + 1] == '#') return number_reference(text, at);
  for (const auto& [name, stands_for] : k_names) {
    if (text.substr(at, name.size()) == name) return {std::string(1, stands_for), name.size()};
  }
  return {};
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
}

Unit unit_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '\\':
      return backslash_unit(text, at);
    case '%':
      return percent_unit(text, at);
    case '&':
      return reference_unit(text, at);
    default:
      return is_control(text[at]) ? Unit{"", 1} : Unit{};
  }
}

// The offset of the next escape at or behind `at`, or the text's size.
std::size_t next_unit(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if ((c == '\\' || c == '%' || c == '&' || is_control(c)) && unit_at(text, at).length != 0) return at;
  }
  return text.size();
}

}  // namespace

bool may_have_escapes(std::string_view text) {
  for (const char mark : {'\\', '%'}) {
    if (std::memchr(text.data(), mark, text.size()) != nullptr) return true;
  }
  // In a URL almost every '&' is just that; a reference ends with a semicolon.
  if (std::memchr(text.data(), '&', text.size()) != nullptr && text.find(';') != std::string_view::npos) return true;
  bool control = false;
  for (const char c : text) control |= is_control(c);
  return control;
}

bool decode_escapes(std::string_view text, DecodedView& view) {
  std::size_t at = next_unit(text, 0);
  if (at == text.size()) return false;
  DecodedView result;
  result.text.reserve(text.size());
  result.origin.reserve(text.size() + 1);
  std::size_t plain = 0;
  while (true) {
    result.text.append(text.substr(plain, at - plain));
    for (; plain < at; ++plain) result.origin.push_back(static_cast<std::uint32_t>(plain));
    if (at == text.size()) break;
    const Unit unit = unit_at(text, at);
    result.text.append(unit.text);
    result.origin.insert(result.origin.end(), unit.text.size(), static_cast<std::uint32_t>(at));
    plain = at + unit.length;
    at = next_unit(text, plain);
  }
  result.origin.push_back(static_cast<std::uint32_t>(text.size()));
  view = std::move(result);
  return true;
}

std::string fully_decoded(std::string_view text) {
  std::string value(text);
  DecodedView view;
  for (int layer = 0; layer < k_max_layers && may_have_escapes(value) && decode_escapes(value, view); ++layer) {
    value = view.text;
  }
  return value;
}

}  // namespace sgw::redaction
