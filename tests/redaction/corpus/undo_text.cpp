#include "tests/redaction/corpus/undo_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace sgw::corpus {
namespace {

template <class Decode>
std::string changed_lines(std::string_view text, std::string_view trigger, Decode decode) {
  std::string out;
  for (std::size_t hit = text.find(trigger); hit != std::string_view::npos;) {
    const std::size_t start = hit == 0 ? 0 : text.rfind('\n', hit - 1) + 1;  // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', hit), text.size());
    const std::string_view line = text.substr(start, end - start);
    std::string decoded = decode(line);
    if (decoded != line) out.append(decoded).append("\n");
    hit = text.find(trigger, end);
  }
  return out;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The number that `count` hexadecimal digits at `at` say, or -1.
long hex_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  long value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (digit(text[i]) < 0) return -1;
    value = value * 16 + digit(text[i]);
  }
  return value;
}

std::size_t unicode_escape(std::string_view line, std::size_t at, std::string& out) {
  const long unit = hex_at(line, at + 2, 4);
  if (unit < 0) return 0;
  const bool pair = unit >= 0xd800 && unit < 0xdc00 && line.substr(at + 6, 2) == "\\u";
  const long low = pair ? hex_at(line, at + 8, 4) : -1;
  if (low >= 0xdc00 && low < 0xe000) {
    append_utf8(out, static_cast<unsigned long>(0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00)));
    return 12;
  }
  append_utf8(out, static_cast<unsigned long>(unit));
  return 6;
}

// What the escape at `at` says goes to `out`; the number of characters it took.
std::size_t escape(std::string_view line, std::size_t at, std::string& out) {
  if (at + 1 >= line.size()) return out += '\\', 1;
  const char next = line[at + 1];
  if (next == 'u') {
    if (const std::size_t taken = unicode_escape(line, at, out); taken > 0) return taken;
  }
  if (next == 'x' && hex_at(line, at + 2, 2) >= 0) {
    out += static_cast<char>(hex_at(line, at + 2, 2));
    return 4;
  }
  static constexpr std::string_view k_letters = "nrtbf0";
  static constexpr std::string_view k_meanings("\n\r\t\b\f\0", 6);
  const std::size_t letter = k_letters.find(next);
  out += letter == std::string_view::npos ? next : k_meanings[letter];
  return 2;
}

std::string backslashes_in(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '\\') {
      i += escape(line, i, out);
    } else {
      out += line[i++];
    }
  }
  return out;
}

std::string percent_in(std::string_view line, bool form) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const long byte = line[i] == '%' ? hex_at(line, i + 1, 2) : -1;
    if (byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += form && line[i] == '+' ? ' ' : line[i];
    }
  }
  return out;
}

std::size_t entity(std::string_view rest, std::string& out) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> k_named{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  for (const auto& [name, meaning] : k_named) {
    if (rest.starts_with(name)) return out += meaning, name.size();
  }
  const std::size_t end = rest.substr(0, 12).find(';');
  if (!rest.starts_with("&#") || end == std::string_view::npos) return 0;
  const bool hexadecimal = rest.size() > 2 && (rest[2] == 'x' || rest[2] == 'X');
  const std::string_view digits = rest.substr(hexadecimal ? 3 : 2, end - (hexadecimal ? 3 : 2));
  unsigned long code = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  if (error != std::errc() || stop != digits.data() + digits.size()) return 0;
  append_utf8(out, code);
  return end + 1;
}

std::string entities_in(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t taken = line[i] == '&' ? entity(line.substr(i), out) : 0;
    if (taken == 0) out += line[i];
    i += taken == 0 ? 1 : taken;
  }
  return out;
}

std::string doubled_in(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    if (line.substr(i, 4) == "'\\''")
      i += 3;
    else if ((line[i] == '\'' || line[i] == '"') && line.substr(i + 1, 1) == line.substr(i, 1))
      ++i;
  }
  return out;
}

std::size_t color_length(std::string_view rest) {
  if (rest.size() < 2) return 1;
  if (rest[1] == '[') {
    std::size_t end = 2;
    while (end < rest.size() && (rest[end] < '@' || rest[end] > '~')) ++end;
    return std::min(end + 1, rest.size());
  }
  if (rest[1] != ']') return 2;
  const std::size_t bell = rest.find('\a');
  const std::size_t stop = rest.find("\x1b\\");
  if (bell == std::string_view::npos && stop == std::string_view::npos) return 2;
  return stop < bell ? stop + 2 : bell + 1;
}

bool looks_like_utf16(std::string_view bytes, bool big_endian) {
  const std::size_t seen = std::min<std::size_t>(bytes.size() / 2, 400);
  std::size_t empty = 0;
  for (std::size_t i = 0; i < seen; ++i) empty += bytes[2 * i + (big_endian ? 0 : 1)] == '\0' ? 1U : 0U;
  return seen >= 8 && empty * 10 >= seen * 7;
}

}  // namespace

void append_utf8(std::string& out, unsigned long code) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | (code >> shift & 0x3fU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | code >> 6U);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0U | code >> 12U);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0U | (code >> 18U & 7U));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string undo_backslashes(std::string_view text) { return changed_lines(text, "\\", &backslashes_in); }
std::string undo_percent(std::string_view text) {
  return changed_lines(text, "%", [](std::string_view line) { return percent_in(line, false); });
}
std::string undo_form(std::string_view text) {
  return changed_lines(text, "+", [](std::string_view line) { return percent_in(line, true); });
}
std::string undo_entities(std::string_view text) { return changed_lines(text, "&", &entities_in); }
std::string undo_doubled(std::string_view text) {
  return changed_lines(text, "''", &doubled_in) + changed_lines(text, "\"\"", &doubled_in) +
         changed_lines(text, "'\\''", &doubled_in);
}

std::string undo_blanks(std::string_view text) {
  const auto without_blanks = [](std::string_view line) {
    std::string out(line);
    out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
    return out;
  };
  return changed_lines(text, "BEGIN ", without_blanks) + changed_lines(text, "Private-Lines", without_blanks);
}

std::string undo_colors(std::string_view text) {
  std::string out;
  if (text.find('\x1b') == std::string_view::npos) return out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\x1b') {
      i += color_length(text.substr(i));
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string undo_quoted_printable(std::string_view text) {
  std::string out;
  if (text.find("=\n") == std::string_view::npos && text.find("=3D") == std::string_view::npos) return out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const long byte = text[i] == '=' ? hex_at(text, i + 1, 2) : -1;
    if (text.substr(i, 2) == "=\n") {
      ++i;
    } else if (byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string undo_utf16(std::string_view bytes) {
  const bool little_mark = bytes.starts_with("\xff\xfe");
  const bool big_mark = bytes.starts_with("\xfe\xff");
  const bool big = big_mark || (!little_mark && looks_like_utf16(bytes, true));
  std::string out;
  if (!little_mark && !big && !looks_like_utf16(bytes, false)) return out;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big ? first * 256UL + second : second * 256UL + first;
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    unsigned long code = unit(at);
    if (code >= 0xd800 && code < 0xdc00 && at + 3 < bytes.size()) {
      code = 0x10000 + (code - 0xd800) * 0x400 + ((unit(at + 2) - 0xdc00) & 0x3ffU);
      at += 2;
    }
    append_utf8(out, code);
  }
  return out;
}

std::string undo_nuls(std::string_view bytes) {
  std::string out;
  if (bytes.find_first_of(std::string_view("\0\r", 2)) == std::string_view::npos) return out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes.substr(i, 2) == "\r\n") continue;
    out += bytes[i] == '\0' || bytes[i] == '\r' ? '\n' : bytes[i];
  }
  return out;
}

std::string joined(std::string_view text, std::string_view between) {
  std::string out;
  const std::size_t last = text.find_last_not_of('\n');
  if (last == std::string_view::npos || text.substr(0, last).find('\n') == std::string_view::npos) return out;
  for (std::size_t i = 0; i <= last; ++i) {
    if (text[i] != '\n') {
      out += text[i];
      continue;
    }
    if (out.ends_with('\\')) out.pop_back();
    while (i + 1 <= last && (text[i + 1] == ' ' || text[i + 1] == '\t' || text[i + 1] == '\n')) ++i;
    out += between;
  }
  return out;
}

}  // namespace sgw::corpus
