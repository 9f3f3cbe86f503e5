#include "tests/redaction/corpus/escape.hpp"

#include <cctype>
#include <cstddef>
#include <cstdint>

namespace sgw::corpus {
namespace {

constexpr std::string_view k_hex_lower = "0123456789abcdef";
constexpr std::string_view k_hex_upper = "0123456789ABCDEF";

std::string unit_escape(unsigned unit) {
  std::string out = "\\u0000";
  for (std::size_t i = 5; i >= 2; --i, unit >>= 4U) out[i] = k_hex_upper[unit & 15U];
  return out;
}

std::string code_escape(std::uint32_t code) {
  if (code < 0x10000) return unit_escape(code);
  return unit_escape(0xd800 + ((code - 0x10000) >> 10U)) + unit_escape(0xdc00 + ((code - 0x10000) & 0x3ffU));
}

struct Character {
  std::string_view bytes;
  std::uint32_t code;
};

// The next UTF-8 character of text that is known to be valid.
Character character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  std::uint32_t code = size == 1 ? lead : lead & (0xffU >> (size + 1));
  for (std::size_t i = 1; i < size && i < text.size(); ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  return {text.substr(0, size), code};
}

template <class Write>
std::string each(std::string_view text, Write write) {
  std::string out;
  while (!text.empty()) {
    const Character next = character(text);
    text.remove_prefix(next.bytes.size());
    write(out, next);
  }
  return out;
}

std::string json_with(std::string_view text, std::string_view also, bool ascii_only) {
  return each(text, [&](std::string& out, const Character& c) {
    const char first = c.bytes[0];
    if (first == '\n') {
      out += "\\n";
    } else if (first == '\t') {
      out += "\\t";
    } else if (first == '\\') {
      out += "\\\\";
    } else if (c.code < 0x20 || also.find(first) != std::string_view::npos || (ascii_only && c.code > 0x7e)) {
      out += code_escape(c.code);
    } else if (first == '"') {
      out += "\\\"";
    } else {
      out += c.bytes;
    }
  });
}

bool is_alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string percent_with(std::string_view text, std::string_view digits, std::string_view plain) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (plain == "*" ? false : is_alnum(c) || plain.find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

// Calls `put` with each letter or digit of the name and whether it begins a word.
template <class Put>
void words(std::string_view name, Put put) {
  bool start = true;
  char before = ' ';
  for (const char c : name) {
    if (!is_alnum(c)) {
      start = true;
      continue;
    }
    const bool hump =
        std::isupper(static_cast<unsigned char>(c)) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    put(c, start || hump);
    start = false;
    before = c;
  }
}

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

}  // namespace

std::string json(std::string_view text) { return json_with(text, "", false); }
std::string json_string(std::string_view text) { return '"' + json(text) + '"'; }
std::string json_dotnet(std::string_view text) { return json_with(text, "&+'<>`\"", true); }
std::string json_ascii(std::string_view text) { return json_with(text, "", true); }

std::string json_slashed(std::string_view text) {
  std::string out;
  for (const char c : json(text)) out += c == '/' ? "\\/" : std::string(1, c);
  return out;
}

std::string json_all(std::string_view text) {
  return each(text, [](std::string& out, const Character& c) { out += code_escape(c.code); });
}

std::string doubled(std::string_view text, char quote) {
  std::string out;
  for (const char c : text) out.append(c == quote ? 2 : 1, c);
  return out;
}

std::string yaml_single(std::string_view text) { return doubled(text, '\''); }

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string xml_numeric(std::string_view text) {
  bool decimal = false;
  return each(text, [&](std::string& out, const Character& c) {
    decimal = !decimal;
    if (decimal) {
      out += "&#" + std::to_string(c.code) + ';';
      return;
    }
    std::string digits;
    for (std::uint32_t code = c.code; code > 0; code >>= 4U) digits.insert(digits.begin(), k_hex_lower[code & 15U]);
    out += "&#x" + digits + ';';
  });
}

std::string percent(std::string_view text) { return percent_with(text, k_hex_upper, "-._~"); }
std::string percent_lower(std::string_view text) { return percent_with(text, k_hex_lower, "-._~"); }
std::string percent_all(std::string_view text) { return percent_with(text, k_hex_upper, "*"); }

std::string shell_single(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + '\'';
}

std::string shell_word(std::string_view text) {
  for (const char c : text) {
    if (!is_alnum(c) && std::string_view("-_./:=+@%,~").find(c) == std::string_view::npos) return shell_single(text);
  }
  return std::string(text);
}

std::string backslashed(std::string_view text, std::string_view specials) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || specials.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string byte_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out.append("\\x").append({k_hex_lower[byte >> 4U], k_hex_lower[byte & 15U]});
  }
  return out;
}

std::string python(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  return quote + one_line(backslashed(text, std::string(1, quote))) + quote;
}

std::string properties(std::string_view text) {
  return each(text, [](std::string& out, const Character& c) {
    if (c.code > 0x7e) {
      out += code_escape(c.code);
    } else if (c.bytes[0] == '\n') {
      out += "\\n";
    } else {
      out += backslashed(c.bytes, ":=#!");
    }
  });
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? "\\n" : std::string(1, c);
  return out;
}

std::string upper_snake(std::string_view name) {
  std::string out;
  words(name, [&](char c, bool start) {
    if (start && !out.empty()) out += '_';
    out += upper(c);
  });
  return out;
}

std::string kebab(std::string_view name) {
  std::string out;
  words(name, [&](char c, bool start) {
    if (start && !out.empty()) out += '-';
    out += lower(c);
  });
  return out;
}

std::string header_name(std::string_view name) {
  std::string out;
  words(name, [&](char c, bool start) {
    if (start && !out.empty()) out += '-';
    out += start ? upper(c) : c;
  });
  return out;
}

std::string pascal(std::string_view name) {
  std::string out;
  words(name, [&](char c, bool start) { out += start ? upper(c) : c; });
  return out;
}

}  // namespace sgw::corpus
