#include "tests/redaction/corpus/undo_bytes.hpp"

#include <algorithm>
#include <array>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_shortest_run = 11;  // the base64 of eight bytes, without its padding
constexpr std::size_t k_shortest_text = 6;  // shorter readable stretches of binary bytes are chance

// What each byte means as a digit; -1: it is none.
using Digits = std::array<signed char, 256>;

constexpr Digits digits_of(std::string_view alphabet) {
  Digits digits{};
  for (signed char& digit : digits) digit = -1;
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    digits[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  return digits;
}

constexpr Digits base64_digits() {
  Digits digits = digits_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  digits['-'] = 62;
  digits['_'] = 63;
  return digits;
}

constexpr Digits hex_digits() {
  Digits digits = digits_of("0123456789abcdef");
  for (unsigned c = 'A'; c <= 'F'; ++c) digits[c] = static_cast<signed char>(c - 'A' + 10);
  return digits;
}

constexpr Digits k_base64 = base64_digits();
constexpr Digits k_hex = hex_digits();

int digit(const Digits& digits, char c) { return digits[static_cast<unsigned char>(c)]; }
int hex_digit(char c) { return digit(k_hex, c); }

std::string decode(std::string_view run, unsigned bits, const Digits& digits) {
  std::string out;
  unsigned pending = 0;
  unsigned have = 0;
  for (const char c : run) {
    pending = (pending << bits | static_cast<unsigned>(digit(digits, c))) & 0xffffU;
    have += bits;
    if (have >= 8) {
      have -= 8;
      out += static_cast<char>(pending >> have & 0xffU);
    }
  }
  return out;
}

// The length of the readable character at `at`: 0 if there is none.
std::size_t readable(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) return (lead >= ' ' && lead < 0x7f) || lead == '\n' || lead == '\r' || lead == '\t' ? 1 : 0;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (size == 0 || at + size > bytes.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(bytes[at + i]) & 0xc0U) != 0x80U) return 0;
  }
  return size;
}

void add_readable(std::string_view bytes, std::string& out) {
  std::size_t start = 0;
  for (std::size_t at = 0; at <= bytes.size();) {
    const std::size_t size = at < bytes.size() ? readable(bytes, at) : 0;
    if (size == 0) {
      if (at - start >= k_shortest_text) out.append(bytes.substr(start, at - start)).append("\n");
      start = at + 1;
    }
    at += size == 0 ? 1 : size;
  }
}

bool has_wide_text(std::string_view bytes) {
  std::size_t empty = 0;
  for (const char c : bytes.substr(0, 200)) empty += c == '\0' ? 1U : 0U;
  return bytes.size() >= 16 && empty * 10 >= std::min<std::size_t>(bytes.size(), 200) * 3;
}

DecodedRuns undo_runs(std::string_view text, unsigned bits, std::size_t alignments, const Digits& digits,
                      RunHashes& done) {
  DecodedRuns out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && digit(digits, text[end]) >= 0) ++end;
    const std::string_view run = text.substr(at, end - at);
    at = end + 1;
    if (run.size() < k_shortest_run || !done.insert(std::hash<std::string_view>()(run)).second) continue;
    for (std::size_t skip = 0; skip < alignments; ++skip) {
      std::string bytes = decode(run.substr(skip), bits, digits);
      add_readable(bytes, out.readable);
      if (is_packed(bytes) || has_wide_text(bytes)) out.files.push_back(std::move(bytes));
    }
  }
  return out;
}

// Pairs of digits between single blanks or none: "47 45 54", "4745 5420".
std::string row_bytes(std::string_view row) {
  std::string out;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    const int high = hex_digit(row[i]);
    const int low = hex_digit(row[i + 1]);
    if (high < 0 || low < 0) continue;
    out += static_cast<char>(high * 16 + low);
    ++i;
  }
  return out;
}

bool is_offset(std::string_view line) {
  if (line.size() < 12) return false;
  for (const char c : line.substr(0, 8)) {
    if (hex_digit(c) < 0) return false;
  }
  return line[8] == ':' || line.substr(8, 2) == "  ";
}

std::string spaced_bytes(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at + 3 < line.size(); ++at) {
    if (line[at] == ' ' && hex_digit(line[at + 1]) >= 0 && hex_digit(line[at + 2]) >= 0 &&
        (at + 3 == line.size() || line[at + 3] == ' ')) {
      out += row_bytes(line.substr(at + 1, 2));
      at += 2;
    }
  }
  if (line.size() >= 3 && line[line.size() - 3] == ' ') out += row_bytes(line.substr(line.size() - 2));
  return out.size() >= k_shortest_run ? out : "";
}

}  // namespace

DecodedRuns undo_base64(std::string_view text, RunHashes& done) { return undo_runs(text, 6, 4, k_base64, done); }
DecodedRuns undo_hex(std::string_view text, RunHashes& done) { return undo_runs(text, 4, 2, k_hex, done); }

std::string undo_hexdump(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (is_offset(line)) {
      if (line.starts_with("00000000")) out += '\n';
      out += row_bytes(line[8] == ':' ? line.substr(10, 40) : line.substr(10, 49));
    } else if (const std::string bytes = spaced_bytes(line); !bytes.empty()) {
      out.append("\n").append(bytes).append("\n");
    }
    at = end + 1;
  }
  return out;
}

}  // namespace sgw::corpus
