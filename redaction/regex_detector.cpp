#include "redaction/regex_detector.hpp"

#include <algorithm>
#include <vector>

namespace sgw::redaction {

RegexDetector::RegexDetector(std::unique_ptr<const re2::RE2> find, std::unique_ptr<const re2::RE2> unless)
    : find_(std::move(find)), unless_(std::move(unless)) {
  const auto& names = find_->NamedCapturingGroups();
  if (const auto group = names.find("secret"); group != names.end()) group_ = group->second;
}

void RegexDetector::find(std::string_view text, const RuleLabel& label, Finds& finds) const {
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group_) + 1);
  const auto wanted = static_cast<std::size_t>(group_);
  std::size_t at = 0;
  while (at <= text.size() &&
         find_->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const auto match_end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
    const re2::StringPiece& secret = groups[wanted];
    if (secret.data() == nullptr || secret.empty()) {
      at = std::max(match_end, at + 1);
      continue;
    }
    const auto begin = static_cast<std::size_t>(secret.data() - text.data());
    const std::size_t end = begin + secret.size();
    if (unless_ == nullptr || !re2::RE2::FullMatch(secret, *unless_)) finds.push_back({begin, end, &label, {}, false});
    // Goes on behind the secret, not behind the match: the delimiter may belong to the next one.
    at = std::max(end, at + 1);
  }
}

}  // namespace sgw::redaction
