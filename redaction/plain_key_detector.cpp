#include "redaction/plain_key_detector.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_characters = 86;

bool is_standard(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '+' || c == '/';
}

}  // namespace

void PlainKeyDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  for (std::size_t padding = text.find("=="); padding != std::string_view::npos; padding = text.find("==", padding + 1)) {
    if (padding < k_characters) continue;
    const std::size_t begin = padding - k_characters;
    const std::string_view key = text.substr(begin, k_characters);
    if (!std::all_of(key.begin(), key.end(), is_standard)) continue;
    const char before = begin == 0 ? ' ' : text[begin - 1];
    if (is_standard(before) || before == '-') continue;
    finds.push_back({begin, padding + 2, &label, {}, false});
  }
}

}  // namespace sgw::redaction
