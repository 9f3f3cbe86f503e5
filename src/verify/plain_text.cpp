#include "src/verify/plain_text.hpp"

#include "src/verify/characters.hpp"

#include <array>
#include <utility>

namespace sgw::verify {

namespace {

constexpr std::string_view k_opening = "<redacted:";
constexpr std::size_t k_longest_class = 63;
constexpr std::size_t k_tag_digits = 8;
constexpr CharacterSet k_escape_start([](char c) { return c == '\\' || c == '%' || c == '&'; });

// How long the placeholder at the start of `text` is; 0 if it is none.
std::size_t placeholder_length(std::string_view text) {
  const auto in_class = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
  const std::size_t name = span_of(text, k_opening.size(), in_class);
  const std::size_t colon = k_opening.size() + name;
  if (name == 0 || name > k_longest_class || colon >= text.size() || text[colon] != ':') return 0;
  const auto in_tag = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  const std::size_t end = colon + 1 + k_tag_digits;
  if (span_of(text, colon + 1, in_tag) != k_tag_digits || end >= text.size()) return 0;
  if (text[end] == '>') return end + 1;
  return text[end] == ' ' ? end : 0;
}

struct Decoding {
  std::size_t used = 0;  // characters of the escape; 0: there is none
  char character = 0;
};

Decoding json_escape(std::string_view text) {
  if (text.size() < 2) return {};
  switch (text[1]) {
    case 'n':
    case 'r':
    case 't':
      return {2, ' '};
    case '"':
    case '\\':
    case '/':
    case '\'':
      return {2, text[1]};
    case 'u':
      break;
    default:
      return {};
  }
  if (text.size() < 6) return {};
  int code = 0;
  for (std::size_t index = 2; index < 6; ++index) {
    const int digit = hex_value(text[index]);
    if (digit < 0) return {};
    code = code * 16 + digit;
  }
  return {6, code < 0x80 ? static_cast<char>(code) : '?'};
}

Decoding percent_escape(std::string_view text) {
  if (text.size() < 3) return {};
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  if (high < 0 || low < 0) return {};
  return {3, static_cast<char>(high * 16 + low)};
}

Decoding entity(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> k_names = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  for (const auto& [name, character] : k_names) {
    if (text.starts_with(name)) return {name.size(), character};
  }
  if (!text.starts_with("&#")) return {};
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t from = hexadecimal ? 3 : 2;
  const std::size_t count = span_of(text, from, [&](char c) { return hexadecimal ? is_hex(c) : is_digit(c); });
  if (count == 0 || count > 4 || from + count >= text.size() || text[from + count] != ';') return {};
  int code = 0;
  for (const char c : text.substr(from, count)) code = code * (hexadecimal ? 16 : 10) + hex_value(c);
  return {from + count + 1, code < 0x80 ? static_cast<char>(code) : '?'};
}

Decoding escape_at(std::string_view text) {
  if (text[0] == '\\') return json_escape(text);
  return text[0] == '%' ? percent_escape(text) : entity(text);
}

}  // namespace

std::optional<std::string> without_placeholders(std::string_view text) {
  std::size_t at = text.find(k_opening);
  if (at == std::string_view::npos) return std::nullopt;
  std::string plain;
  std::size_t from = 0;
  for (; at != std::string_view::npos; at = text.find(k_opening, at)) {
    const std::size_t length = placeholder_length(text.substr(at));
    if (length == 0) {
      at += k_opening.size();
      continue;
    }
    plain += text.substr(from, at - from);
    plain += k_masked;
    from = at += length;
  }
  plain += text.substr(from);
  return plain;
}

std::optional<std::string> decoded(std::string_view text) {
  std::size_t at = k_escape_start.find(text, 0);
  if (at == text.size()) return std::nullopt;
  std::string plain;
  std::size_t from = 0;
  while (at < text.size()) {
    const Decoding found = escape_at(text.substr(at));
    if (found.used > 0) {
      if (from == 0) plain.reserve(text.size());
      plain += text.substr(from, at - from);
      plain += found.character;
      from = at + found.used;
    }
    at = k_escape_start.find(text, found.used > 0 ? from : at + 1);
  }
  if (from == 0) return std::nullopt;
  plain += text.substr(from);
  return plain;
}

}  // namespace sgw::verify
