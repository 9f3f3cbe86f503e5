#include "redaction/secret_hits.hpp"

#include "redaction/characters.hpp"

#include <sgw_diag/literal_scanner.hpp>

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t k_max_quoted_name = 80;
constexpr std::size_t k_max_name = 256;  // what is longer names nothing
constexpr std::size_t k_max_chain = 64;  // of names joined by ':'

bool may_be_quoted_name(char c) { return is_name_char(c) || c == ' ' || c == ':' || c == '/' || c == '@'; }

// The quote that opens a name whose last word begins at `begin`: "Db Password".
std::size_t opening_quote(std::string_view line, std::size_t begin, char quote) {
  std::size_t at = begin;
  while (at > 0 && begin - at < k_max_quoted_name && may_be_quoted_name(line[at - 1])) --at;
  if (at == 0 || at == begin || line[at - 1] != quote) return std::string_view::npos;
  return line.substr(at, begin - at).find(": ") == std::string_view::npos ? at - 1 : std::string_view::npos;
}

// The quote that closes a name whose first word ends at `end`: "Secrets:Db".
std::size_t closing_quote(std::string_view line, std::size_t end, char quote) {
  std::size_t at = end;
  while (at < line.size() && at - end < k_max_quoted_name && may_be_quoted_name(line[at])) ++at;
  if (at == line.size() || line[at] != quote || line[at - 1] == ' ') return std::string_view::npos;
  return line.substr(end, at - end).find(": ") == std::string_view::npos ? at : std::string_view::npos;
}

void add_quotes(std::string_view line, NamePlace& name) {
  const char before = name.begin > 0 ? line[name.begin - 1] : '\0';
  const char behind = name.end < line.size() ? line[name.end] : '\0';
  const char quote = is_quote(before) ? before : is_quote(behind) ? behind : '\0';
  if (quote == '\0') return;
  const std::size_t open = before == quote ? name.begin - 1 : opening_quote(line, name.begin, quote);
  const std::size_t close = behind == quote ? name.end : closing_quote(line, name.end, quote);
  if (open == std::string_view::npos || close == std::string_view::npos) {
    if (before == quote) name.enclosing = quote;
    return;
  }
  name.quote = quote;
  name.outer = open;
  name.begin = open + 1;
  name.end = close;
  name.after = close + 1;
  name.doubled = open > 0 && line[open - 1] == quote && close + 1 < line.size() && line[close + 1] == quote;
  if (name.doubled) {
    --name.outer;
    ++name.after;
  }
}

const LiteralScanner& scanner() {
  static const LiteralScanner made = [] {
    LiteralScanner scanner;
    for (const std::string& word : secret_word_literals()) scanner.add(word);
    scanner.build();
    return scanner;
  }();
  return made;
}

constexpr std::array k_declaring{"export"sv,  "set"sv,    "env"sv,     "arg"sv,      "const"sv,   "var"sv,
                                 "let"sv,     "local"sv,  "declare"sv, "setx"sv,     "final"sv,   "static"sv,
                                 "private"sv, "public"sv, "string"sv,  "readonly"sv, "typeset"sv, "x"sv};

}  // namespace

std::size_t name_begin(std::string_view line, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < k_max_name && is_name_char(line[begin - 1])) --begin;
  return begin;
}

std::size_t name_end(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && end - at < k_max_name && is_name_char(line[end])) ++end;
  return end;
}

NamePlace name_around(std::string_view line, std::size_t at) {
  NamePlace name;
  name.begin = at;
  name.end = name_end(line, at);
  while (true) {
    name.begin = name_begin(line, name.begin);
    if (at - name.begin > k_max_chain) break;
    // "Jwt:Key", "$env:X", "ns:password"
    if (name.begin < 2 || line[name.begin - 1] != ':' || !is_name_char(line[name.begin - 2])) break;
    --name.begin;
  }
  while (name.end > at && (line[name.end - 1] == '.' || line[name.end - 1] == '-')) --name.end;
  name.outer = name.begin;
  name.after = name.end;
  if (line[name.begin] == '-') {
    name.begin = std::min(line.find_first_not_of('-', name.begin), name.end);
    name.flag = name.begin - name.outer <= 2;
  }
  if (name.outer > 0 && line[name.outer - 1] == '<') {
    name.element = true;
    --name.outer;
    // A placeholder looks like an element: "<redacted:token:…>".
    const std::string_view own = name.of(line);
    if (own.starts_with("redacted:") || own.starts_with("withheld:")) name.begin = name.end;
    return name;
  }
  if (name.flag) {
    const char before = name.outer > 0 ? line[name.outer - 1] : '\0';
    const char behind = name.end < line.size() ? line[name.end] : '\0';
    if (is_quote(before) && behind == before) {
      name.quote = before;
      --name.outer;
      ++name.after;
    } else if (is_quote(before)) {
      name.enclosing = before;
    }
    return name;
  }
  add_quotes(line, name);
  return name;
}

std::vector<std::size_t> secret_words_in(std::string_view line) {
  std::vector<Hit> hits;
  scanner().scan(line, hits);
  std::vector<std::size_t> places;
  places.reserve(hits.size());
  for (const Hit& hit : hits) places.push_back(hit.at);
  return places;
}

std::vector<std::size_t> secret_words_of(const Place& place) {
  return place.words != nullptr ? *place.words : secret_words_in(place.line());
}

bool begins_the_line(std::string_view line, std::size_t at) {
  constexpr std::string_view k_signs = " \t-+#;>*/$@\"'";
  std::size_t begin = 0;
  while (begin < at) {
    begin = std::min(line.find_first_not_of(k_signs, begin), at);
    std::size_t end = begin;
    while (end < at && is_letter(line[end])) ++end;
    if (begin == at) return true;
    // "[Info] ", "[DEBUG] "
    if (line[begin] == '[') {
      const std::size_t close = line.find(']', begin);
      if (close == std::string_view::npos || close >= at || close - begin > 24) return false;
      begin = close + 1;
      continue;
    }
    // A time in front of the line.
    if (is_digit(line[begin])) {
      const std::size_t blank = line.find(' ', begin);
      if (blank == std::string_view::npos || blank >= at || line.find_first_not_of("0123456789-:.,TZ+", begin) != blank)
        return false;
      begin = blank;
      continue;
    }
    bool declares = false;
    for (const std::string_view word : k_declaring)
      declares = declares || equals(line.substr(begin, end - begin), word);
    if (!declares || end == begin || !is_blank(line[end])) return false;
    begin = end;
  }
  return true;
}

}  // namespace sgw::redaction
