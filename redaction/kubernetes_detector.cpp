#include "redaction/kubernetes_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/text_lines.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_column =
    100;                                // no object of Kubernetes is nested deeper; each looks through the deeper ones
constexpr std::size_t k_max_line = 40;  // "kind: Secret" and little else

// Where a member's key begins, behind a list's dash: what members of one object have in common.
std::size_t column_of(std::string_view line) {
  std::size_t at = 0;  // find_first_not_of() calls a function for every blank, and lines may be indented without end
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == '-')) ++at;
  return at;
}

// The line without indentation, a list's dash, quotes and a comma at its end: kind: Secret.
std::string_view core_of(std::string_view line) {
  const std::size_t first = column_of(line);
  if (first == line.size()) return {};
  const std::size_t last = line.find_last_not_of(" \t\r,");
  return line.substr(first, last + 1 - first);
}

bool is_key(std::string_view core, std::string_view key) {
  const std::size_t quote = core.starts_with('"') ? 1 : 0;
  return core.substr(quote).starts_with(key) && core.substr(quote + key.size()).starts_with(quote != 0 ? "\":" : ":");
}

bool opens_data(std::string_view core) {
  return core == "data:" || core == "stringData:" || core == "\"data\": {" || core == "\"stringData\": {";
}

// data: {a: aHVu, b: aHVu}
bool opens_flow(std::string_view core) {
  return (core.starts_with("data: {") || core.starts_with("stringData: {")) && core.ends_with('}');
}

enum class Kind { secret, other, unknown };

Kind kind_of(std::string_view core) {
  if (!is_key(core, "kind")) return Kind::unknown;
  core = core.substr(0, core.find(" #"));
  const std::size_t value = core.find_first_not_of("\"' ", core.find(':') + 1);
  return value != npos && core.substr(value).starts_with("Secret") && core.find_first_not_of("\"' ", value + 6) == npos
             ? Kind::secret
             : Kind::other;
}

// Past the object that the member in `line` with key at `column` belongs to.
bool leaves(std::string_view line, std::size_t column) {
  if (line.starts_with("---") || line.starts_with("...")) return true;
  const std::size_t at = column_of(line);
  return at < line.size() && at < column;
}

Kind kind_above(std::string_view text, std::size_t begin, std::size_t column, bool first_member) {
  if (first_member) return Kind::unknown;
  int data = 0;
  while (begin > 0) {
    const std::size_t end = begin - 1;
    begin = line_begin(text, end);
    const std::string_view line = text.substr(begin, end - begin);
    if (leaves(line, column)) return Kind::unknown;
    if (column_of(line) == column) {
      if (const Kind kind = kind_of(core_of(line)); kind != Kind::unknown) return kind;
      // No object has more than "data" and "stringData".
      if (opens_data(core_of(line)) && ++data > 1) return Kind::unknown;
      if (line.find("- ") == indent_of(line) && indent_of(line) < column) return Kind::unknown;
    }
  }
  return Kind::unknown;
}

// Below the data, from `at` on, which goes to the line that says it or ends the object; npos when the text ended
// before.
Kind kind_below(std::string_view text, std::size_t& at, std::size_t column) {
  TextLine line;
  int data = 0;
  for (; line_at(text, at, line); at = next_line_begin(text, line.end)) {
    const std::string_view shown = line.of(text);
    if (leaves(shown, column) || (shown.find("- ") == indent_of(shown) && indent_of(shown) < column))
      return Kind::unknown;
    if (column_of(shown) == column) {
      if (const Kind kind = kind_of(core_of(shown)); kind != Kind::unknown) return kind;
      if (opens_data(core_of(shown)) && ++data > 1) return Kind::unknown;
    }
  }
  at = npos;
  return Kind::unknown;
}

// What of a line below the data goes: the value behind its key, or all of a scalar that goes on.
void add(std::string_view line, std::size_t offset, bool member, const RuleLabel& label, Finds& finds) {
  std::size_t begin = indent_of(line);
  std::size_t end = line.find_last_not_of(" \t\r,") + 1;
  if (member) {
    const std::size_t colon = line.find(line[begin] == '"' ? "\":" : ":", begin);
    if (colon == npos) return;
    begin = skip_blanks(line, line.find(':', colon) + 1);
  }
  if (begin >= end || line[begin] == '|' || line[begin] == '>' || line[begin] == '}') return;
  if (end - begin > 1 && (line[begin] == '"' || line[begin] == '\'')) {
    ++begin;
    if (line[end - 1] == line[begin - 1]) --end;
  }
  if (end > begin) finds.push_back({offset + begin, offset + end, &label, {}, false});
}

void add_flow(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds) {
  const std::size_t last = line.rfind('}');
  for (std::size_t at = line.find('{') + 1; at < last;) {
    const std::size_t end = std::min(line.find(',', at), last);
    add(line.substr(0, end).substr(at), offset + at, true, label, finds);
    at = end + 1;
  }
}

}  // namespace

bool KubernetesDetector::worth(std::string_view line, std::size_t at) const {
  const std::size_t first = column_of(line);
  if (at > first + 7 || first > k_max_column) return false;
  const std::string_view core = core_of(line);
  if (line.size() - first > k_max_line) return opens_flow(core);
  return opens_data(core) || opens_flow(core) || kind_of(core) == Kind::secret;
}

void KubernetesDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  const std::string_view line = place.line();
  const std::size_t column = column_of(line);
  std::size_t end = place.next();
  const bool flow = opens_flow(core_of(line));
  if (!flow && !opens_data(core_of(line))) {
    if (pending == nullptr) return;
    kind_below(place.text, end, column);
    // What follows is data of this object as long as nothing ends it.
    pending->context.push_back({place.begin, end});
    return;
  }
  const bool first_member = line.find("- ") == indent_of(line);
  Kind kind = kind_above(place.text, place.begin, column, first_member);
  if (kind == Kind::unknown) {
    kind = kind_below(place.text, end, column);
    if (kind == Kind::unknown && end == npos && pending != nullptr) return pending->hold_from(place.begin);
  }
  if (kind != Kind::secret) return;
  if (flow) return add_flow(line, place.begin, label, finds);
  std::size_t child = 0;
  TextLine below;
  std::size_t at = place.next();
  for (; line_at(place.text, at, below); at = next_line_begin(place.text, below.end)) {
    const std::string_view shown = below.of(place.text);
    if (is_empty_line(shown)) continue;
    const std::size_t indent = indent_of(shown);
    if (indent <= column) break;
    if (child == 0) child = indent;
    add(shown, below.begin, indent == child, label, finds);
  }
  const bool open = at >= place.text.size();
  if (pending != nullptr) pending->context.push_back({place.begin, open ? npos : std::max(at, end)});
}

}  // namespace sgw::redaction
