#include "redaction/pem_detector.hpp"

#include "redaction/base64.hpp"
#include "redaction/line_places.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_words = "PRIVATE KEY";
constexpr std::size_t k_max_label = 60;
constexpr std::size_t k_max_lines = 200;
constexpr std::size_t k_max_bytes = std::size_t{128} << 10;
constexpr std::size_t k_min_word = 16;

struct Marker {
  std::size_t begin = 0;  // of its dashes
  std::size_t end = 0;    // behind its dashes
};

// The marker ("-----BEGIN … PRIVATE KEY…-----", "---- BEGIN SSH2 … PRIVATE KEY ----") around the words at `at`.
bool marker_around(std::string_view text, std::size_t at, std::string_view verb, Marker& marker) {
  const std::size_t first = at > k_max_label ? at - k_max_label : 0;
  const std::size_t found = text.substr(first, at - first).rfind(verb);
  if (found == std::string_view::npos) return false;
  std::size_t begin = first + found;
  const std::string_view between = text.substr(begin, at - begin);
  if (between.find_first_of("\n-") != std::string_view::npos) return false;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  const std::size_t dashes = begin;
  while (begin > 0 && text[begin - 1] == '-' && dashes - begin < 5) --begin;
  if (dashes - begin < 4) return false;
  std::size_t end = text.find("----", at);
  if (end == std::string_view::npos || end - at > k_max_label ||
      text.substr(at, end - at).find('\n') != std::string_view::npos) {
    return false;
  }
  while (end < text.size() && text[end] == '-') ++end;
  marker = {begin, end};
  return true;
}

bool is_material_word(std::string_view word) {
  const std::size_t size = std::min(word.find_last_not_of('=') + 1, word.size());
  return size >= k_min_word &&
         std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(size), is_base64_char);
}

// True for a line that could be part of a key: its last word is base64 of some length.
bool looks_like_key_material(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r\"'\\,");
  if (last == std::string_view::npos) return false;
  line = line.substr(0, last + 1);
  const std::size_t blank = line.find_last_of(" \t");
  return is_material_word(blank == std::string_view::npos ? line : line.substr(blank + 1));
}

// Looks ahead for what may be far away, and remembers it: many markers on one line cost one look.
class Ahead {
 public:
  explicit Ahead(std::string_view text) : text_(text) {}

  std::size_t line_end(std::size_t at) {
    if (at >= line_seen_to_ || at < line_seen_from_) {
      line_seen_from_ = at;
      line_seen_to_ = redaction::line_end(text_, at);
    }
    return line_seen_to_;
  }
  std::size_t end_marker(std::size_t at) {
    if (at < marker_seen_from_ || at > marker_) {
      marker_seen_from_ = at;
      marker_ = text_.find("-----END ", at);
    }
    return marker_;
  }

 private:
  std::string_view text_;
  std::size_t line_seen_from_ = 0;
  std::size_t line_seen_to_ = 0;
  std::size_t marker_seen_from_ = std::string_view::npos;
  std::size_t marker_ = 0;
};

// A sentence about such a line begins no key: behind a marker comes nothing, key material, a header or the other
// marker.
bool key_follows(std::string_view text, std::size_t at, Ahead& ahead) {
  const std::size_t end = ahead.line_end(at);
  std::string_view rest = text.substr(at, std::min(end - at, k_max_label));
  while (!rest.empty() &&
         (rest.front() == ' ' || rest.front() == '\\' || rest.front() == '"' || rest.front() == '\r')) {
    rest.remove_prefix(std::min<std::size_t>(rest.front() == '\\' ? 2 : 1, rest.size()));
  }
  const std::string_view word = rest.substr(0, rest.find_first_of(" \\\"'\r-,"));
  return rest.empty() || is_material_word(word) || rest.starts_with("Proc-Type") || rest.starts_with("Version") ||
         rest.starts_with("Comment") || rest.starts_with("--") || ahead.end_marker(at) < end;
}

// A marker alone on its line begins no key when the lines behind it hold something else: in a text of the lines that
// were escaped, the others are missing.
bool others_follow(std::string_view text, std::size_t at) {
  constexpr std::size_t k_max_others = 4;
  if (text.substr(at, line_end(text, at) - at).find_first_not_of(" \t\r\"'") != std::string_view::npos) return false;
  std::size_t others = 0;
  for (at = next_line_begin(text, at); at < text.size() && others < k_max_others; at = next_line_begin(text, at)) {
    const std::string_view line = text.substr(at, line_end(text, at) - at);
    if (looks_like_key_material(line)) return false;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) ++others;
  }
  return others > 0;
}

// Where the text that a key beginning at `begin` may take ends: so many lines, so many bytes.
std::size_t reach_of(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  for (std::size_t lines = 0; lines < k_max_lines && at < text.size() && at - begin < k_max_bytes; ++lines) {
    at = next_line_begin(text, at);
  }
  return at;
}

// A key whose begin was cut off, by the rotation of a log or by "--tail": the lines of its material before its end.
void find_tail(std::string_view text, std::size_t marker, std::size_t end, const RuleLabel& label, Finds& finds) {
  const std::size_t last_line = line_begin(text, marker);
  if (text.substr(last_line, marker - last_line).find_first_not_of(" \t") != std::string_view::npos) return;
  std::size_t begin = last_line;
  while (begin > 0) {
    const std::size_t line = line_begin(text, begin - 1);
    if (!looks_like_key_material(text.substr(line, begin - 1 - line))) break;
    begin = line;
  }
  if (begin < last_line) finds.push_back({begin, end, &label, {}, false});
}

}  // namespace

void PemDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  const std::string_view text = place.text;
  Ahead ahead(text);
  for (std::size_t at = text.find(k_words); at != std::string_view::npos; at = text.find(k_words, at)) {
    Marker begin;
    if (!marker_around(text, at, "BEGIN ", begin) || !key_follows(text, begin.end, ahead)) {
      if (Marker end; marker_around(text, at, "END ", end)) find_tail(text, end.begin, end.end, label, finds);
      at += k_words.size();
      continue;
    }
    const std::size_t limit = reach_of(text, begin.begin);
    std::size_t end = std::string_view::npos;
    for (std::size_t next = text.find(k_words, begin.end); next < limit; next = text.find(k_words, next + 1)) {
      Marker marker;
      if (marker_around(text, next, "END ", marker)) {
        end = marker.end;
        break;
      }
    }
    if (end != std::string_view::npos) {
      finds.push_back({begin.begin, end, &label, {}, false});
      at = end;
      continue;
    }
    if (limit == text.size() && pending != nullptr) {
      pending->hold_from(line_begin(text, begin.begin));
      return;
    }
    if (others_follow(text, begin.end)) {
      at = begin.end;
      continue;
    }
    // Without an end: the lines that it may take, and all that goes on like a key behind them.
    std::size_t stop = limit;
    while (stop < text.size()) {
      if (!looks_like_key_material(text.substr(stop, line_end(text, stop) - stop))) break;
      stop = next_line_begin(text, stop);
    }
    if (stop == text.size() && pending != nullptr)
      pending->context.push_back({line_begin(text, begin.begin), std::string_view::npos});
    finds.push_back({begin.begin, stop, &endless_, {}, false});
    at = std::max(stop, begin.end);
  }
}

}  // namespace sgw::redaction
