#include "tests/redaction/corpus/encode.hpp"

#include <algorithm>

namespace sgw::corpus {
namespace {

constexpr std::string_view k_standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view k_hex_digits = "0123456789abcdef";

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::string hex_number(std::size_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i > 0; --i, value >>= 4U) out[i - 1] = k_hex_digits[value & 15U];
  return out;
}

std::string printable(std::string_view row) {
  std::string out;
  for (const char c : row) out += c >= ' ' && c <= '~' ? c : '.';
  return out;
}

void add_unit(std::string& out, unsigned unit, bool big_endian) {
  const auto high = static_cast<char>(unit >> 8U);
  const auto low = static_cast<char>(unit & 0xffU);
  out += big_endian ? high : low;
  out += big_endian ? low : high;
}

}  // namespace

std::string base64(std::string_view bytes, Alphabet alphabet, Padding padding) {
  const std::string_view digits = alphabet == Alphabet::url ? k_url : k_standard;
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t have = std::min<std::size_t>(3, bytes.size() - at);
    unsigned group = byte_at(bytes, at) << 16U;
    if (have > 1) group |= byte_at(bytes, at + 1) << 8U;
    if (have > 2) group |= byte_at(bytes, at + 2);
    for (std::size_t i = 0; i <= have; ++i) out += digits[(group >> (18U - 6U * i)) & 63U];
    if (padding == Padding::yes) out.append(3 - have, '=');
  }
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) out += hex_number(byte_at(bytes, i), 2);
  return out;
}

std::string hexdump(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 16) {
    const std::string_view row = bytes.substr(at, 16);
    out += hex_number(at, 8) + ' ';
    for (std::size_t i = 0; i < 16; ++i) {
      if (i % 8 == 0) out += ' ';
      out += i < row.size() ? hex_number(byte_at(row, i), 2) + ' ' : "   ";
    }
    out += " |" + printable(row) + "|\n";
  }
  return out + hex_number(bytes.size(), 8) + '\n';
}

std::string xxd(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 16) {
    const std::string_view row = bytes.substr(at, 16);
    out += hex_number(at, 8) + ": ";
    for (std::size_t i = 0; i < 16; ++i) {
      out += i < row.size() ? hex_number(byte_at(row, i), 2) : "  ";
      if (i % 2 == 1) out += ' ';
    }
    out += ' ' + printable(row) + '\n';
  }
  return out;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += width) {
    if (at > 0) out.append("\n").append(indent);
    out += text.substr(at, width);
  }
  return out;
}

std::string utf16(std::string_view utf8, bool big_endian, bool mark) {
  std::string out;
  if (mark) add_unit(out, 0xfeff, big_endian);
  for (std::size_t at = 0; at < utf8.size();) {
    const unsigned lead = byte_at(utf8, at++);
    unsigned code = lead;
    const unsigned more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    if (more > 0) code = lead & (0x3fU >> more);
    for (unsigned i = 0; i < more && at < utf8.size(); ++i) code = code << 6U | (byte_at(utf8, at++) & 0x3fU);
    if (code < 0x10000) {
      add_unit(out, code, big_endian);
    } else {
      add_unit(out, 0xd800 + ((code - 0x10000) >> 10U), big_endian);
      add_unit(out, 0xdc00 + ((code - 0x10000) & 0x3ffU), big_endian);
    }
  }
  return out;
}

std::string quoted_printable(std::string_view bytes) {
  static constexpr std::string_view k_upper = "0123456789ABCDEF";
  std::string out;
  std::size_t column = 0;
  for (const char c : bytes) {
    std::string piece(1, c);
    if (c == '=' || c < ' ' || c > '~') {
      const auto byte = static_cast<unsigned char>(c);
      piece = {'=', k_upper[byte >> 4U], k_upper[byte & 15U]};
    }
    if (c == '\n') piece = "\n";
    if (column + piece.size() > 75) {
      out += "=\n";
      column = 0;
    }
    out += piece;
    column = c == '\n' ? 0 : column + piece.size();
  }
  return out;
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    crc ^= byte_at(bytes, i);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ (0xedb88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

}  // namespace sgw::corpus
