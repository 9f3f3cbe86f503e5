#include "redaction/regex_detector.hpp"

#include <algorithm>
#include <vector>

namespace sgw::redaction {

RegexDetector::RegexDetector(const re2::RE2& find, std::unique_ptr<const re2::RE2> unless)
    : find_(find), unless_(std::move(unless)) {
  const auto& names = find_.NamedCapturingGroups();
  if (const auto group = names.find("secret"); group != names.end()) group_ = static_cast<std::size_t>(group->second);
}

void RegexDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view line = place.line();
  std::vector<re2::StringPiece> groups(group_ + 1);
  std::size_t at = 0;
  while (at <= line.size() &&
         find_.Match(line, at, line.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const auto match_end = static_cast<std::size_t>(groups[0].data() - line.data()) + groups[0].size();
    const re2::StringPiece& secret = groups[group_];
    if (secret.data() == nullptr || secret.empty()) {
      at = std::max(match_end, at + 1);
      continue;
    }
    const auto begin = static_cast<std::size_t>(secret.data() - line.data());
    const std::size_t end = begin + secret.size();
    if (unless_ == nullptr || !re2::RE2::FullMatch(secret, *unless_)) {
      finds.push_back({place.begin + begin, place.begin + end, &label, {}, false});
    }
    // Goes on behind the secret, not behind the match: the delimiter may belong to the next one.
    at = std::max(end, at + 1);
  }
}

}  // namespace sgw::redaction
