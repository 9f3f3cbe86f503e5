#include "redaction/plain_key_detector.hpp"

#include "redaction/survey.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t k_digit = 1;
constexpr std::uint8_t k_lower = 2;
constexpr std::uint8_t k_upper = 4;
constexpr std::uint8_t k_hex = 8;        // in lower case
constexpr std::uint8_t k_base32 = 16;    // in lower case
constexpr std::uint8_t k_standard = 32;  // + and /
constexpr std::uint8_t k_url = 64;       // - and _
constexpr std::uint8_t k_alphanumeric = k_digit | k_lower | k_upper;
constexpr std::uint8_t k_word = k_alphanumeric | k_url;

constexpr std::array<std::uint8_t, 256> k_classes = [] {
  std::array<std::uint8_t, 256> result{};
  for (std::size_t c = '0'; c <= '9'; ++c) result[c] = k_digit | k_hex;
  for (std::size_t c = '2'; c <= '7'; ++c) result[c] |= k_base32;
  for (std::size_t c = 'a'; c <= 'z'; ++c) result[c] = k_lower | k_base32;
  for (std::size_t c = 'a'; c <= 'f'; ++c) result[c] |= k_hex;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) result[c] = k_upper;
  result['+'] = result['/'] = k_standard;
  result['-'] = result['_'] = k_url;
  return result;
}();

bool is_any(char c, unsigned classes) { return (k_classes[static_cast<unsigned char>(c)] & classes) != 0; }

bool all(std::string_view text, unsigned classes) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return is_any(c, classes); });
}

bool any(std::string_view text, unsigned classes) {
  return std::any_of(text.begin(), text.end(), [&](char c) { return is_any(c, classes); });
}

// No word, no hexadecimal number: digits and letters of both cases.
bool is_mixed(std::string_view text) { return any(text, k_digit) && any(text, k_lower) && any(text, k_upper); }

std::size_t run_end(std::string_view text, std::size_t at, unsigned classes) {
  while (at < text.size() && is_any(text[at], classes)) ++at;
  return at;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A run of letters, digits, '-' and '_' that nothing of the kind surrounds.
struct Run {
  std::string_view text;  // all of it
  Span span;

  std::string_view word() const { return text.substr(span.begin, span.end - span.begin); }
  std::string_view before(std::size_t count) const {
    return text.substr(span.begin - std::min(count, span.begin), std::min(count, span.begin));
  }
  bool follows(std::string_view prefix) const {
    if (before(prefix.size()) != prefix) return false;
    return span.begin == prefix.size() || !is_any(text[span.begin - prefix.size() - 1], k_word);
  }
};

// Each of these says where the token is when the run is a part of it; else an empty span.

Span azure_devops(const Run& run) {
  constexpr std::size_t k_token = 52;
  for (std::size_t begin = run.span.begin; begin + k_token <= run.span.end;) {
    const std::size_t end = run_end(run.text, begin, k_alphanumeric);
    const std::string_view part = run.text.substr(begin, end - begin);
    if (part.size() == k_token && all(part, k_base32) && any(part, k_digit) && !all(part, k_hex)) return {begin, end};
    begin = end + 1;
  }
  return {};
}

// "southeastasia" is in every log, and a scan for literals ignores case.
Span aws_session_key_id(const Run& run) {
  constexpr std::size_t k_id = 20;
  const std::string_view word = run.word();
  if (word.size() < k_id) return {};
  const std::string_view id = word.substr(word.size() - k_id);
  const bool begins = word.size() == k_id || is_any(word[word.size() - k_id - 1], k_url);
  return begins && id.starts_with("ASIA") && all(id, k_upper | k_digit) ? Span{run.span.end - k_id, run.span.end}
                                                                        : Span{};
}

Span airtable(const Run& run) {
  constexpr std::size_t k_head = 18;  // "pat", fourteen characters, '.'
  const std::string_view head = run.before(k_head);
  const bool token = run.word().size() == 64 && head.size() == k_head && head.starts_with("pat") &&
                     head.back() == '.' && all(head.substr(3, 14), k_alphanumeric) && all(run.word(), k_hex);
  return token ? Span{run.span.begin - k_head, run.span.end} : Span{};
}

// The user's number in base64, six characters of a time, a signature.
Span discord(const Run& run) {
  constexpr std::size_t k_time = 6;
  const std::string_view user = run.word();
  if (user.size() < 23 || user.size() > 28 || (user[0] != 'M' && user[0] != 'N' && user[0] != 'O') || !is_mixed(user))
    return {};
  const std::size_t time = run.span.end + 1;
  if (time + k_time >= run.text.size() || run.text[run.span.end] != '.' || run.text[time + k_time] != '.') return {};
  const std::size_t end = run_end(run.text, time + k_time + 1, k_word);
  const bool token = all(run.text.substr(time, k_time), k_word) && end - time - k_time - 1 >= 27;
  return token ? Span{run.span.begin, end} : Span{};
}

Span dropbox(const Run& run) {
  return run.word().size() >= 100 && run.follows("sl.") ? Span{run.span.begin - 3, run.span.end} : Span{};
}

Span okta(const Run& run) {
  const std::string_view word = run.word();
  return word.size() == 42 && word.starts_with("00") && is_mixed(word) ? run.span : Span{};
}

Span vault(const Run& run) {
  if (run.word().size() != 24 || !is_mixed(run.word()) || any(run.word(), k_url)) return {};
  const bool token = run.follows("s.") || run.follows("b.") || run.follows("r.");
  return token ? Span{run.span.begin - 2, run.span.end} : Span{};
}

// What Entra ID gives out for its own services.
Span compact_ticket(const Run& run) {
  const std::string_view word = run.word();
  if (!word.starts_with("Ew") || word.substr(0, 16).find("BAA") == std::string_view::npos || !is_mixed(word)) return {};
  std::size_t end = run_end(run.text, run.span.end, k_word | k_standard);
  if (end - run.span.begin < 80) return {};
  while (end < run.text.size() && run.text[end] == '=') ++end;
  return {run.span.begin, end};
}

constexpr std::array k_forms{azure_devops, aws_session_key_id, airtable, discord, dropbox, okta, vault, compact_ticket};

constexpr std::size_t k_min_run = 20;
static_assert(k_min_run >= k_min_base64_run);

// The words in a run of base64, whose alphabet has two signs more.
void find_in(std::string_view text, const Base64Run& around, const RuleLabel& label, Finds& finds) {
  for (std::size_t at = around.begin; at + k_min_run <= around.end;) {
    const Run run{text, {at, run_end(text, at, k_word)}};
    at = run.span.end + 1;
    if (run.word().size() < k_min_run) continue;
    for (const auto form : k_forms) {
      const Span token = form(run);
      if (token.end > token.begin) finds.push_back({token.begin, token.end, &label, {}, false});
    }
  }
}

bool is_digest_name(std::string_view before) {
  constexpr std::size_t k_longest = 8;  // "sha-512" and a separator
  if (before.size() < k_longest - 1) return false;
  before = before.substr(before.size() - std::min(before.size(), k_longest));
  before.remove_suffix(1);
  if (!before.ends_with("512")) return false;
  before.remove_suffix(3);
  if (before.ends_with('-')) before.remove_suffix(1);
  return before.ends_with("sha") || before.ends_with("SHA");
}

void find_padded(std::string_view text, const BytePlaces& equals, const RuleLabel& label, Finds& finds) {
  constexpr std::size_t k_characters = 86;
  for (std::size_t padding = equals.next(k_characters); padding != std::string_view::npos;
       padding = equals.next(padding + 1)) {
    if (text.substr(padding, 2) != "==") continue;
    const std::size_t begin = padding - k_characters;
    const std::string_view key = text.substr(begin, k_characters);
    if (!all(key, k_alphanumeric | k_standard) && !all(key, k_word)) continue;
    if (begin > 0 && is_any(text[begin - 1], k_alphanumeric | k_standard)) continue;
    if (begin > 0 && text[begin - 1] == '-') continue;
    if (is_digest_name(text.substr(0, begin))) continue;
    finds.push_back({begin, padding + 2, &label, {}, false});
  }
}

}  // namespace

void PlainKeyDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  Survey own;
  const Survey& survey = SearchText(place.text, place.survey).surveyed(own);
  find_padded(place.text, survey.equals, label, finds);
  for (const Base64Run& run : survey.runs) {
    // The ids of requests, which are in every line, are none of the forms.
    if (!run.guid && run.end - run.begin >= k_min_run) find_in(place.text, run, label, finds);
  }
}

}  // namespace sgw::redaction
