#include <sgw_diag/safe_text.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace sgw {

namespace {

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 63) return false;
  if (text[0] == '.' || text[0] == '_' || text[0] == '-') return false;
  return std::all_of(text.begin(), text.end(), name_character);
}

bool continues_sequence(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

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

}  // namespace

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
  double size = static_cast<double>(count) / 1024;
  if (size < 1024) return decimal(size, 1) + " KiB";
  size /= 1024;
  if (size < 1024) return decimal(size, 1) + " MiB";
  return decimal(size / 1024, 2) + " GiB";
}

SafeText SafeText::part(std::size_t offset, std::size_t count) const {
  SafeText out;
  if (offset < text_.size()) out.text_ = text_.substr(offset, count);
  return out;
}

SafeText SafeText::clipped(std::size_t max_bytes) const {
  constexpr std::string_view mark = "…";
  if (text_.size() <= max_bytes || max_bytes < mark.size()) return part(0, max_bytes);
  std::size_t end = max_bytes - mark.size();
  while (end > 0 && continues_sequence(text_[end])) --end;
  SafeText out = part(0, end);
  out.text_ += mark;
  return out;
}

SafeText SafeText::printable() const {
  SafeText out;
  out.text_.reserve(text_.size());
  for (std::size_t i = 0; i < text_.size();) {
    const auto byte = static_cast<unsigned char>(text_[i]);
    if (byte == 0x1B) {
      i = after_escape(text_, i);
      continue;
    }
    // C1 controls in UTF-8 are C2 80 … C2 9F: some terminals obey them.
    const bool c1 = byte == 0xC2 && i + 1 < text_.size() && static_cast<unsigned char>(text_[i + 1]) < 0xA0;
    if (c1) {
      i += 2;
      continue;
    }
    if (byte >= 0x20 && byte != 0x7F) {
      out.text_ += text_[i];
    } else if (byte == '\t' || byte == '\n' || byte == '\r') {
      out.text_ += ' ';
    }
    ++i;
  }
  return out;
}

}  // namespace sgw
