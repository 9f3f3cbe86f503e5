#include "src/verify/private_keys.hpp"

#include "src/verify/characters.hpp"

#include <algorithm>
#include <cstddef>

namespace sgw::verify {

namespace {

constexpr std::string_view k_dashes = "-----";
constexpr std::string_view k_begin = "BEGIN ";  // looked for, because dashes are everywhere
constexpr std::string_view k_putty = "Private-Lines:";
constexpr std::size_t k_header = 48;         // characters in which a header says what it begins
constexpr std::size_t k_least_content = 40;  // characters of base64 on a line of a key
constexpr std::size_t k_least_beside = 16;   // the same on the header's own line
constexpr int k_lines = 4;                   // "Proc-Type:" and "DEK-Info:" lines may come first

// Where the next header begins, its dashes left out, from `from` on.
std::size_t find_header(std::string_view text, std::size_t from) {
  std::size_t at = text.find(k_begin, from);
  while (at != std::string_view::npos && !text.substr(0, at).ends_with(k_dashes)) at = text.find(k_begin, at + 1);
  return at;
}

// How far behind the header's start the kind of a private key ends; 0 when it is another header.
std::size_t private_header(std::string_view text) {
  const std::size_t name = text.substr(0, k_header).find("PRIVATE KEY");
  return name == std::string_view::npos ? 0 : name + 11;
}

// Base64 of bytes, where digits and letters of both cases mix; a digest in hexadecimal and a path do not.
bool is_content(std::string_view run) {
  return std::any_of(run.begin(), run.end(), is_digit) && std::any_of(run.begin(), run.end(), is_lower) &&
         std::any_of(run.begin(), run.end(), is_upper);
}

bool has_content(std::string_view text, std::size_t least) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = span_of(text, at, is_base64);
    // Behind a sign it is a setting's value.
    const bool alone = at == 0 || std::string_view("=:&").find(text[at - 1]) == std::string_view::npos;
    if (length >= least && alone && is_content(text.substr(at, length))) return true;
    at += length + 1;
  }
  return false;
}

}  // namespace

bool has_private_key_header(std::string_view text) {
  for (std::size_t at = find_header(text, 0); at != std::string_view::npos; at = find_header(text, at + 1)) {
    if (private_header(text.substr(at)) > 0) return true;
  }
  return false;
}

bool PrivateKeyWatch::line(std::string_view text) {
  if (const std::size_t putty = text.find(k_putty); putty != std::string_view::npos) {
    text.remove_prefix(putty + k_putty.size());
    lines_left_ = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ' ' || c == '\r'; })
                      ? k_lines
                      : 0;
    return has_content(text, k_least_content);
  }
  std::size_t at = find_header(text, 0);
  if (at != std::string_view::npos) {
    bool shown = false;
    // Each header is looked at; the last one says what the next lines are.
    while (at != std::string_view::npos) {
      const std::size_t next = find_header(text, at + 1);
      const std::string_view part = text.substr(at, next == std::string_view::npos ? next : next - at);
      const std::size_t header = private_header(part);
      lines_left_ = header > 0 ? k_lines : 0;
      shown = shown || (header > 0 && has_content(part.substr(header), k_least_beside));
      at = next;
    }
    return shown;
  }
  if (lines_left_ == 0) return false;
  --lines_left_;
  if (text.find("-----END ") != std::string_view::npos) lines_left_ = 0;
  if (!has_content(text, k_least_content)) return false;
  lines_left_ = 0;
  return true;
}

}  // namespace sgw::verify
