#include "redaction/email_detector.hpp"

#include "redaction/glued_escape.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_local = 128;  // a guest's holds the whole address at home
constexpr std::size_t k_max_host = 253;
constexpr std::string_view k_guest = "#ext#";

bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_letter(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_word(char c) { return (c >= '0' && c <= '9') || is_letter(c); }
bool is_local(char c) { return is_word(c) || c == '_' || c == '.' || c == '%' || c == '+' || c == '-'; }
bool is_host(char c) { return is_word(c) || c == '.' || c == '-'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool equal_folded(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(), [](char a, char b) { return lower(a) == b; });
}

// "O'Brien": the quote of a string stands behind no such letter.
bool is_apostrophe(std::string_view text, std::size_t at) {
  return text[at] == '\'' && at > 0 && at + 1 < text.size() && is_letter(text[at + 1]) &&
         std::strchr("OoDdLl", text[at - 1]) != nullptr && (at < 2 || !is_word(text[at - 2]));
}

// Where the name in front of the '@' begins; `at` when there is none.
std::size_t local_begin(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  if (at >= k_guest.size() && equal_folded(text.substr(at - k_guest.size(), k_guest.size()), k_guest)) {
    begin -= k_guest.size();
  } else if (at > 2 && text[at - 1] == '"') {
    // A quoted name is short and on its line; in JSON its quotes have backslashes.
    const std::size_t end = at - (text[at - 2] == '\\' ? 2 : 1);
    std::size_t first = end;
    while (first > 0 && end - first < k_max_local / 2 && text[first - 1] != '"' && text[first - 1] != '\n') --first;
    const bool quoted =
        first > 0 && text[first - 1] == '"' && first < end &&
        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(first), text.begin() + static_cast<std::ptrdiff_t>(end),
                    [](char c) { return is_local(c) || c == ' '; });
    return quoted ? first : at;
  }
  const std::size_t end = begin;
  while (begin > 0 && at - begin < k_max_local && (is_local(text[begin - 1]) || is_apostrophe(text, begin - 1)))
    --begin;
  begin = std::min(behind_glued_escape(text, begin), end);
  while (begin < end && (text[begin] == '.' || text[begin] == '-' || text[begin] == '%')) ++begin;
  return begin == end ? at : begin;
}

// A country's or a domain's end: letters, of one script, or how DNS spells those of another.
bool is_top(std::string_view top) {
  constexpr std::size_t k_max_other = 24;
  if (top.size() < 2) return false;
  if (top.starts_with("xn--")) return top.size() > 4;
  const auto ascii = static_cast<std::size_t>(std::count_if(top.begin(), top.end(), is_ascii_letter));
  const auto other = static_cast<std::size_t>(
      std::count_if(top.begin(), top.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  return ascii == top.size() || (other == top.size() && other >= 4 && other <= k_max_other);
}

// Units of systemd ("user@1000.service") and images ("logo@2x.png") look like addresses.
bool is_file_end(std::string_view top) {
  static constexpr std::array<std::string_view, 20> k_ends{
      "service", "socket", "target", "timer", "mount", "slice", "scope", "device", "path", "swap",
      "png",     "jpg",    "jpeg",   "gif",   "svg",   "webp",  "ico",   "css",    "js",   "conf"};
  return std::any_of(k_ends.begin(), k_ends.end(), [&](std::string_view end) { return equal_folded(top, end); });
}

// Behind a password in a URL: that is a secret's matter, and the host one of its own.
bool is_password_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t k_look_back = 256;
  const std::size_t from = begin > k_look_back ? begin - k_look_back : 0;
  const std::string_view before = text.substr(from, begin - from);
  const std::size_t authority = before.rfind("://");
  if (authority == std::string_view::npos || authority + 3 == before.size()) return false;
  return before.find_first_of("/?#\\ \t\n\"'", authority + 3) == std::string_view::npos;
}

}  // namespace

void EmailDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  Survey own;
  const BytePlaces& ats = SearchText(text, place.survey).surveyed(own).ats;
  for (std::size_t at = ats.next(1); at != std::string_view::npos; at = ats.next(at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= k_max_host && is_host(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0) continue;
    const std::string_view top = host.substr(dot + 1);
    if (!is_top(top) || is_file_end(top)) continue;
    const std::size_t begin = local_begin(text, at);
    // "git@github.com:owner/name" is nobody's.
    if (begin == at || text.substr(begin, at - begin) == "git" || is_password_end(text, begin)) continue;
    finds.push_back({begin, end, &label, {}, false});
  }
}

}  // namespace sgw::redaction
