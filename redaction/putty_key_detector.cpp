#include "redaction/putty_key_detector.hpp"

#include "redaction/base64.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_words = "Private-Lines: ";
constexpr std::size_t k_max_lines = 200;

bool is_material(char c) { return is_base64_char(c) || c == '='; }

bool ends_material(char c) { return std::string_view("\r\n\"'<\\").find(c) != std::string_view::npos; }

}  // namespace

void PuttyKeyDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  const std::string_view text = place.text;
  const std::string_view line = place.line();
  const std::size_t words = line.find(k_words);
  if (words == std::string_view::npos) return;
  const std::string_view digits = line.substr(words + k_words.size());
  std::size_t lines = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), lines).ec != std::errc()) return;
  lines = std::min(lines, k_max_lines);

  std::size_t begin = std::string_view::npos;
  std::size_t end = place.end;
  std::size_t at = place.next();
  for (; lines > 0 && at < text.size(); --lines) {
    const std::size_t first = text.find_first_not_of(" \t>", at);
    if (first == std::string_view::npos || !is_material(text[first])) break;
    const auto* stop = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), is_material);
    const auto last = static_cast<std::size_t>(stop - text.begin());
    // "Private-MAC: ", or the next record: the key is shorter than it says.
    if (last < text.size() && !ends_material(text[last])) break;
    // "---" begins another document.
    if (text.substr(first, last - first).find_first_not_of("-_") == std::string_view::npos) break;
    if (begin == std::string_view::npos) begin = first;
    end = last;
    at = next_line_begin(text, end);
  }
  // The rest of the key may follow, and half of a line as well.
  if (pending != nullptr && at >= text.size() && (lines > 0 || end == text.size())) {
    pending->hold_from(place.begin);
  } else if (begin != std::string_view::npos) {
    finds.push_back({begin, end, &label, {}, false});
  }
}

}  // namespace sgw::redaction
