#include "redaction/user_info_detector.hpp"

#include "redaction/survey.hpp"

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_bytes = 2000;
constexpr std::size_t k_min_token = 8;

bool ends_authority(char c) {
  return c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == '<' || c == '>';
}

}  // namespace

void UserInfoDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  Survey own;
  const BytePlaces& ats = SearchText(text, place.survey).surveyed(own).ats;
  std::size_t looked_at = 0;  // no authority begins before this offset and goes on behind it
  for (std::size_t at = ats.next(0); at != std::string_view::npos; at = ats.next(at + 1)) {
    std::size_t begin = at;
    while (begin > looked_at && at - begin < k_max_bytes && !ends_authority(text[begin - 1])) --begin;
    const bool authority = begin >= 3 && begin > looked_at && text.substr(begin - 3, 3) == "://";
    looked_at = at;
    if (!authority) continue;
    // A password may hold '@' itself: the last one before the authority's end counts.
    for (std::size_t next = ats.next(at + 1); next != std::string_view::npos && next - at < k_max_bytes;
         next = ats.next(next + 1)) {
      bool same = true;
      for (std::size_t i = at; i < next && same; ++i) same = !ends_authority(text[i]);
      if (!same) break;
      at = next;
    }
    const std::string_view info = text.substr(begin, at - begin);
    const std::size_t colon = info.find(':');
    if (colon != std::string_view::npos) {
      if (colon + 1 < info.size()) finds.push_back({begin + colon + 1, at, &label, {}, false});
    } else if (info.size() >= k_min_token) {
      finds.push_back({begin, at, &label, {}, false});
    }
  }
}

}  // namespace sgw::redaction
