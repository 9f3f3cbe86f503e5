#include "redaction/regex_detector.hpp"

#include "redaction/characters.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_groups = RegexDetector::k_max_group + 1;
constexpr int k_max_failures = 8;

// A value has the same tag with quotes around it and without.
std::string_view without_quotes(std::string_view value) {
  const char quote = value.front();
  if (value.size() < 2 || !is_quote(quote)) return value;
  value.remove_prefix(1);
  if (value.size() > 1 && value.ends_with(quote)) value.remove_suffix(1);
  return value;
}

}  // namespace

RegexDetector::RegexDetector(const re2::RE2& find, std::unique_ptr<const re2::RE2> unless)
    : find_(find), unless_(std::move(unless)) {
  const auto& names = find_.NamedCapturingGroups();
  if (const auto group = names.find("secret"); group != names.end()) group_ = static_cast<std::size_t>(group->second);
  if (group_ >= k_max_groups) std::abort();  // RuleSet lets no such expression through
}

std::size_t RegexDetector::match(const Place& place, std::size_t at, Anchor anchor, const RuleLabel& label,
                                 Finds& finds) const {
  const std::string_view line = place.line();
  std::array<re2::StringPiece, k_max_groups> groups;
  const auto how = anchor == Anchor::none ? re2::RE2::UNANCHORED : re2::RE2::ANCHOR_START;
  if (at > line.size() || !find_.Match(line, at, line.size(), how, groups.data(), static_cast<int>(group_) + 1))
    return std::string_view::npos;
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
  for (std::size_t at = 0; at != std::string_view::npos;) at = match(place, at, Anchor::none, label, finds);
}

void RegexDetector::find_at(const Place& place, const std::vector<std::size_t>& starts, const RuleLabel& label,
                            Finds& finds) const {
  std::size_t at = 0;
  int failures = 0;
  for (const std::size_t start : starts) {
    if (start < at) continue;
    const std::size_t next = match(place, start, Anchor::start, label, finds);
    if (next != std::string_view::npos) {
      at = next;
    } else if (++failures == k_max_failures) {
      // Many places that begin like a match and are none: one search for the rest of the line keeps this linear.
      for (at = start; at != std::string_view::npos;) at = match(place, at, Anchor::none, label, finds);
      return;
    }
  }
}

}  // namespace sgw::redaction
