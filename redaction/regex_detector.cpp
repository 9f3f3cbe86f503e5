#include "redaction/regex_detector.hpp"

#include "redaction/characters.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_failures = 8;
constexpr std::size_t k_many_starts = 64;  // in one line: they are there on purpose
constexpr std::size_t k_sparse = 64;       // bytes between two tries that are few

constexpr std::size_t k_long_text = 4096;  // RE2 takes other ways behind it

constexpr std::string_view k_opens = "(?P<secret>";

// Walks over `pattern`: `at` goes behind an escape or a class, if one begins there. What is left are signs and letters.
bool skips(std::string_view pattern, std::size_t& at) {
  if (pattern[at] == '\\') {
    at += 2;
    return true;
  }
  if (pattern[at] != '[') return false;
  ++at;
  if (pattern.substr(at, 1) == "^") ++at;
  if (pattern.substr(at, 1) == "]") ++at;
  while (at < pattern.size() && pattern[at] != ']') at += pattern[at] == '\\' ? 2U : 1U;
  ++at;
  return true;
}

// Whether something may repeat without end.
bool is_unbounded(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size();) {
    if (skips(pattern, at)) continue;
    if (pattern[at] == '*' || pattern[at] == '+') return true;
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (close != std::string_view::npos && pattern[close - 1] == ',') return true;
    ++at;
  }
  return false;
}

// Whether the group that opens at `open` is the last thing of `pattern`, but for a word's border.
bool is_last(std::string_view pattern, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < pattern.size();) {
    if (skips(pattern, at)) continue;
    depth += pattern[at] == '(' ? 1 : 0;
    depth -= pattern[at] == ')' ? 1 : 0;
    ++at;
    if (depth == 0) return at == pattern.size() || pattern.substr(at) == "\\b";
  }
  return false;
}

// A value has the same tag with quotes around it and without.
std::string_view without_quotes(std::string_view value) {
  const char quote = value.front();
  if (value.size() < 2 || !is_quote(quote)) return value;
  value.remove_prefix(1);
  if (value.size() > 1 && value.ends_with(quote)) value.remove_suffix(1);
  return value;
}

}  // namespace

RegexDetector::RegexDetector(const re2::RE2& find, std::unique_ptr<const re2::RE2> unless, ByteSets& sets)
    : find_(find),
      unless_(std::move(unless)),
      anchored_(AnchoredMatcher::create(std::string_view(find.pattern()), sets)) {
  const auto& names = find_.NamedCapturingGroups();
  if (const auto group = names.find("secret"); group != names.end()) group_ = static_cast<std::size_t>(group->second);
  if (group_ > k_max_group) std::abort();  // RuleSet lets no such expression through
  const std::string_view pattern = find_.pattern();
  const std::size_t open = pattern.find(k_opens);
  short_ = !is_unbounded(pattern);
  last_ = open != std::string_view::npos && is_last(pattern, open);
  whole_ = last_ && (open == 0 || pattern.substr(0, open) == "\\b" || pattern.substr(0, open) == "(?i)");
}

// Which part of a long text a group is, RE2 asks its slowest engine; where the match begins and ends it knows long
// before.
bool RegexDetector::search(std::string_view line, std::size_t at, Work* start, Groups& groups) const {
  if (start != nullptr && anchored_) {
    AnchoredMatcher::Match match;
    const auto answer = anchored_->match(line, at, *start, match);
    if (answer == AnchoredMatcher::Answer::yes) {
      const auto piece = [&](std::size_t begin, std::size_t end) {
        return end == std::string_view::npos ? re2::StringPiece() : re2::StringPiece(line.data() + begin, end - begin);
      };
      groups[0] = piece(at, match.end);
      groups[group_] = piece(match.secret_begin, match.secret_end);
    }
    if (answer != AnchoredMatcher::Answer::unknown) return answer == AnchoredMatcher::Answer::yes;
  }
  const auto how = start == nullptr ? re2::RE2::UNANCHORED : re2::RE2::ANCHOR_START;
  const bool extent_first = whole_ || line.size() - at > k_long_text;
  const int count = extent_first ? 1 : static_cast<int>(group_) + 1;
  return find_.Match(line, at, line.size(), how, groups.data(), count) && (!extent_first || find_secret(line, groups));
}

// The group `secret` of the match that is groups[0].
bool RegexDetector::find_secret(std::string_view line, Groups& groups) const {
  const re2::StringPiece all = groups[0];
  const auto begin = static_cast<std::size_t>(all.data() - line.data());
  const auto of_first = [&](std::size_t size) {
    const bool matches =
        find_.Match(line, begin, begin + size, re2::RE2::ANCHOR_START, groups.data(), static_cast<int>(group_) + 1);
    return matches ? groups[group_].data() : nullptr;
  };
  if (whole_) {
    groups[group_] = all;
    return true;
  }
  if (last_ && all.size() > k_long_text) {
    // What is in front of a value does not depend on how the value goes on after thousands of bytes.
    const char* secret = of_first(k_long_text);
    if (secret != nullptr && of_first(k_long_text / 2) == secret) {
      groups[0] = all;
      groups[group_] = re2::StringPiece(secret, all.size() - static_cast<std::size_t>(secret - all.data()));
      return true;
    }
  }
  return find_.Match(line, begin, begin + all.size(), re2::RE2::ANCHOR_START, groups.data(),
                     static_cast<int>(group_) + 1);
}

std::size_t RegexDetector::match(const Place& place, std::size_t at, Work* start, const RuleLabel& label,
                                 Finds& finds) const {
  const std::string_view line = place.line();
  Groups groups;
  if (at > line.size() || !search(line, at, start, groups)) return std::string_view::npos;
  const re2::StringPiece& secret = groups[group_];
  if (secret.data() == nullptr || secret.empty()) {
    const auto match_end = static_cast<std::size_t>(groups[0].data() - line.data()) + groups[0].size();
    return std::max(match_end, at + 1);
  }
  const auto begin = static_cast<std::size_t>(secret.data() - line.data());
  const std::size_t end = begin + secret.size();
  const std::string_view value = without_quotes(line.substr(begin, secret.size()));
  if (unless_ == nullptr || !re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *unless_)) {
    const std::size_t first = place.begin + static_cast<std::size_t>(value.data() - line.data());
    finds.push_back({first, first + value.size(), &label, {}, false});
  }
  // Goes on behind the secret, not behind the match: the delimiter may belong to the next one.
  return std::max(end, at + 1);
}

void RegexDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  for (std::size_t at = 0; at != std::string_view::npos;) at = match(place, at, nullptr, label, finds);
}

void RegexDetector::find_at(const Place& place, const std::vector<std::size_t>& starts, const RuleLabel& label,
                            Finds& finds) const {
  const std::size_t most = starts.size() < k_many_starts ? k_max_failures : 2;
  Work work = AnchoredMatcher::work_for(place.line());
  std::size_t at = 0;
  std::size_t failures = 0;
  for (const std::size_t start : starts) {
    if (start < at) continue;
    const std::size_t next = match(place, start, &work, label, finds);
    if (next != std::string_view::npos) {
      at = next;
    } else if (++failures >= most && !(short_ && failures * k_sparse <= start)) {
      // Many places that begin like a match and are none: one search for the rest of the line keeps this linear.
      for (at = start; at != std::string_view::npos;) at = match(place, at, nullptr, label, finds);
      return;
    }
  }
}

}  // namespace sgw::redaction
