#include <sgw_diag/safe_text.hpp>

#include "src/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace sgw {

namespace {

constexpr std::string_view k_mark = "…";  // of a cut
constexpr std::string_view k_placeholder = "<redacted:";

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 63) return false;
  if (text[0] == '.' || text[0] == '_' || text[0] == '-') return false;
  return std::all_of(text.begin(), text.end(), name_character);
}

bool continues_sequence(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// `end`, or where the placeholder begins that a cut there would go through: half of one reads like a secret.
std::size_t before_placeholder(std::string_view text, std::size_t end) {
  const std::size_t begin = text.rfind(k_placeholder, end);
  if (begin >= end) return end;  // none, or behind the cut
  const std::size_t close = text.substr(begin, SafeText::k_longest_placeholder).find('>');
  return close != std::string_view::npos && begin + close >= end ? begin : end;
}

// The end of the escape sequence that starts at `at` (ECMA-48: CSI … final byte, or OSC … BEL, or two bytes).
std::size_t after_escape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return text.size();
  std::size_t i = at + 2;
  if (text[at + 1] == '[') {
    while (i < text.size() && (text[i] < '@' || text[i] > '~')) ++i;
    return std::min(i + 1, text.size());
  }
  if (text[at + 1] == ']') {
    while (i < text.size() && text[i] != '\a' && text[i] != '\x1b') ++i;
    return i < text.size() && text[i] == '\a' ? i + 1 : i;
  }
  return i;
}

// What ends or moves on in a line: tab, line ends, U+2028 and U+2029.
bool is_blank(std::string_view sequence) {
  return sequence == "\t" || sequence == "\n" || sequence == "\r" || sequence == "\xE2\x80\xA8" ||
         sequence == "\xE2\x80\xA9";
}

// A control character (C0, DEL, C1), or one that turns the direction of writing around, so that a line shows other than
// it is: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
bool is_obeyed(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
  if (sequence.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (sequence.size() == 2) return (byte(0) == 0xC2 && byte(1) < 0xA0) || sequence == "\xD8\x9C";
  if (sequence.size() != 3 || byte(0) != 0xE2) return false;
  if (byte(1) == 0x80) return byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xAA && byte(2) <= 0xAE);
  return byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
}

}  // namespace

bool SafeName::fits(std::string_view text) { return is_name(text); }

std::optional<SafeName> SafeName::parse(const SafeText& text) { return parse(text.view()); }

std::optional<SafeName> SafeName::parse(std::string_view text) {
  if (!is_name(text)) return std::nullopt;
  SafeName name;
  name.text_ = text;
  return name;
}

SafeName::SafeName(Literal text) : text_(text.view()) {
  if (!is_name(text.view())) std::abort();  // a mistake in this program's source
}

SafeText SafeText::decimal(double number, int digits) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%.*f", std::clamp(digits, 0, 6), number);
  SafeText text;
  text.text_.assign(buffer.data(), static_cast<std::size_t>(std::clamp(length, 0, 63)));
  return text;
}

SafeText SafeText::compact_time(UtcTime time) {
  SafeText text;
  text.text_ = format_time_compact(time);
  return text;
}

SafeText SafeText::bytes(std::uint64_t count) {
  if (count < 1024) return SafeText(count) + (count == 1 ? SafeText(" byte") : SafeText(" bytes"));
  constexpr double k_rounds_up = 1023.95;  // what would be shown as 1024.0 is one of the next unit
  double size = static_cast<double>(count) / 1024;
  if (size < k_rounds_up) return decimal(size, 1) + " KiB";
  size /= 1024;
  if (size < k_rounds_up) return decimal(size, 1) + " MiB";
  return decimal(size / 1024, 2) + " GiB";
}

SafeText SafeText::part(std::size_t offset, std::size_t count) const {
  SafeText out;
  if (offset < text_.size()) out.text_ = text_.substr(offset, count);
  return out;
}

SafeText SafeText::clipped(std::size_t max_bytes) const {
  if (text_.size() <= max_bytes) return *this;
  const std::string_view mark = max_bytes < k_mark.size() ? std::string_view() : k_mark;
  std::size_t end = max_bytes - mark.size();
  end = before_placeholder(text_, end);
  while (end > 0 && continues_sequence(text_[end])) --end;
  SafeText out = part(0, end);
  out.text_ += mark;
  return out;
}

SafeText SafeText::printable() const {
  SafeText out;
  out.text_.reserve(text_.size());
  for (std::size_t i = 0; i < text_.size();) {
    const char c = text_[i];
    const std::size_t length = utf8_sequence_length(text_, i);
    const std::string_view sequence = std::string_view(text_).substr(i, std::max<std::size_t>(length, 1));
    if (c == '\x1b') {
      i = after_escape(text_, i);
      continue;
    }
    if (is_blank(sequence)) {
      out.text_ += ' ';
    } else if (length == 0) {
      out.text_ += k_utf8_replacement;
    } else if (!is_obeyed(sequence)) {
      out.text_ += sequence;
    }
    i += sequence.size();
  }
  return out;
}

}  // namespace sgw
