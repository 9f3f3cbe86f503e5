#include "redaction/guid_detector.hpp"

#include "redaction/text_shape.hpp"

namespace sgw::redaction {

namespace {

constexpr std::string_view k_shape = "00000000-0000-0000-0000-000000000000";
constexpr std::size_t k_first_dash = 8;

bool is_word(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

bool has_shape(std::string_view text) {
  for (std::size_t i = 0; i < k_shape.size(); ++i) {
    if (k_shape[i] == '-' ? text[i] != '-' : !is_hex_digit(text[i])) return false;
  }
  return true;
}

}  // namespace

void GuidDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  for (std::size_t dash = text.find('-', k_first_dash); dash < text.size(); dash = text.find('-', dash + 1)) {
    const std::size_t begin = dash - k_first_dash;
    const std::size_t end = begin + k_shape.size();
    if (end > text.size()) return;
    if (text[dash + 5] != '-' || !has_shape(text.substr(begin, k_shape.size()))) continue;
    if ((begin > 0 && is_word(text[begin - 1])) || (end < text.size() && is_word(text[end]))) continue;
    finds.push_back({begin, end, &label, {}, false});
    dash = end - 1;
  }
}

}  // namespace sgw::redaction
