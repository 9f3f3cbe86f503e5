#include "redaction/value_below.hpp"

#include "redaction/characters.hpp"
#include "redaction/name_forms.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/value_extent.hpp"

#include <algorithm>
#include <string>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_document = 100;  // lines of a here-document or a long string
constexpr std::size_t k_max_members = 24;    // lines of an object under a name
constexpr std::size_t k_max_harmless = 24;  // lines one after the other of a block or a list in which nothing is secret

std::string_view without_end(std::string_view line) { return line.substr(0, line.find_last_not_of(" \t\r") + 1); }

// "key: …" or "key = …": a member of something, no value of its own.
bool is_member(std::string_view line) {
  std::size_t at = indent_of(line);
  if (line.substr(at).starts_with("- ")) at = skip_blanks(line, at + 2);
  const char quote = at < line.size() && is_quote(line[at]) ? line[at] : '\0';
  if (quote != '\0') ++at;
  const std::size_t begin = at;
  while (at < line.size() && (is_name_char(line[at]) || line[at] == '/')) ++at;
  if (at == begin) return false;
  if (quote != '\0' && (at == line.size() || line[at++] != quote)) return false;
  return at < line.size() && (line[at] == ':' || line[at] == '=') && (at + 1 == line.size() || is_blank(line[at + 1]));
}

// A line that begins a record of a log, or a stack frame.
bool is_of_a_log(std::string_view line) {
  const std::string_view core = line.substr(indent_of(line));
  return core.starts_with("at ") || core.starts_with("---") || core.starts_with('[') || core.starts_with("{\"") ||
         core.starts_with("File \"") || core.starts_with('<');
}

bool is_block_mark(std::string_view rest) {
  return !rest.empty() && (rest[0] == '|' || rest[0] == '>') && rest.size() <= 4 &&
         rest.find_first_not_of("|>+-0123456789") == npos;
}

// "password = @'", "token: <<EOF": a long string begins, so one that was looked through has no end.
bool opens_another(std::string_view line) {
  line = without_end(line);
  const std::size_t sign = line.find_last_of("=:");
  if (sign == npos || !(line.ends_with("@'") || line.ends_with("@\"") || line.find("<<", sign) != npos)) return false;
  const std::string_view mark = line.substr(skip_blanks(line, sign + 1));
  return mark == "@'" || mark == "@\"" || mark.starts_with("<<");
}

// Behind YAML's tags and anchors: "!!str |", "&a >-".
std::size_t behind_marks(std::string_view line, std::size_t at) {
  while (at < line.size() && (line[at] == '!' || line[at] == '&')) {
    std::size_t end = at + 1;
    while (end < line.size() && !is_blank(line[end])) ++end;
    at = skip_blanks(line, end);
  }
  return at;
}

}  // namespace

void ValueBelow::take(std::string_view name, Telling told, const TextLine& line, std::size_t at) {
  name_ = name;
  told_ = told;
  reaches_ = 0;
  go_below(line, at);
  if (pending_ != nullptr && reaches_ > 0) pending_->context.push_back({name_line_, reaches_});
}

void ValueBelow::go_below(const TextLine& line, std::size_t at) {
  const std::string_view whole = line.of(text_);
  const std::string_view shown = without_end(whole);
  at = behind_marks(shown, std::min(at, shown.size()));
  const std::string_view rest = shown.substr(std::min(at, shown.size()));
  if (rest.empty()) return first(line);
  if (is_block_mark(rest)) return block(line, indent_of(whole));
  if (rest == "[") return list(line);
  if (rest == "{") return members(line);  // {"value": "x", "type": "string"} over lines
  if (rest.starts_with("<<")) {
    std::string_view end = rest.substr(std::min(rest.find_first_not_of("<-~'\""), rest.size()));
    end = end.substr(0, end.find_first_of("'\" "));
    if (!end.empty()) until(line, end, true);
    return;
  }
  for (const auto mark : {"'''"sv, R"(""")"sv, "@'"sv, R"(@")"sv}) {
    if (!rest.starts_with(mark)) continue;
    const std::string_view end = mark == "@'" ? "'@"sv : mark == "@\"" ? R"("@)"sv : mark;
    if (rest.find(end, mark.size()) != npos) return;
    if (rest.size() > mark.size() && mark[0] != '@') push(line, at + mark.size(), shown.size());
    if (mark[0] == '@' && rest.size() > mark.size()) break;
    return until(line, end, false);
  }
  if (rest[0] == '"' || rest[0] == '\'') {
    const Extent value = value_at(shown, at);
    if (value.end == shown.size() && value.quoted) quoted(line, rest[0]);
    return;
  }
  plain(line);
}

bool ValueBelow::next(const TextLine& line, TextLine& below) {
  if (line_at(text_, next_line_begin(text_, line.end), below) && below.whole) return true;
  const bool some = below.begin > line.begin && below.begin < text_.size();
  if (pending_ != nullptr) {
    hold();
    return false;
  }
  return some;
}

bool ValueBelow::push(const TextLine& line, std::size_t begin, std::size_t end) {
  const std::string_view value = line.of(text_).substr(begin, end - begin);
  if (end <= begin || !is_secret(told_, name_, value)) return false;
  add(line, begin, end);
  return true;
}

void ValueBelow::add(const TextLine& line, std::size_t begin, std::size_t end) {
  finds_.push_back({line.begin + begin, line.begin + end, &label_, {}, false});
  if (line.begin != name_line_) reaches_ = line.end;
}

// The lines so far are known; the text that follows is looked at with the line of the name in front.
void ValueBelow::goes_on() { reaches_ = npos; }

// Where lines are counted, they are looked at together.
void ValueBelow::hold() {
  if (pending_ != nullptr) pending_->hold_from(name_line_);
}

void ValueBelow::block(const TextLine& line, std::size_t indent) {
  TextLine below;
  std::size_t harmless = 0;
  for (std::size_t at = next_line_begin(text_, line.end); harmless < k_max_harmless;
       at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return goes_on();
    const std::string_view value = below.of(text_);
    if (is_empty_line(value)) continue;
    if (indent_of(value) <= indent) return;
    ++harmless;
    if (!is_secret(told_, name_, value.substr(indent_of(value)))) continue;
    add(below, indent_of(value), value.size());
    // Whatever stands in the block, deeper ones within it above all, need not be looked at again.
    if (harmless == 1 && taken_ != nullptr) *taken_ = std::max(*taken_, below.end);
    if (told_ != Telling::key) harmless = 0;
  }
}

void ValueBelow::until(const TextLine& line, std::string_view end, bool alone) {
  TextLine below;
  std::size_t at = next_line_begin(text_, line.end);
  for (std::size_t count = 0; count < k_max_document; ++count, at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return hold();
    const std::string_view value = below.of(text_);
    const std::size_t stop = value.find(end);
    if (alone ? without_end(value).substr(indent_of(value)) == end : stop != npos) {
      if (!alone && stop > indent_of(value)) push(below, indent_of(value), stop);
      return;
    }
    if (opens_another(value)) return;
    if (!is_empty_line(value)) push(below, indent_of(value), value.size());
  }
}

// "token:", "----", then lines up to an empty one: how kubectl describes a map.
void ValueBelow::until_empty(const TextLine& line) {
  TextLine below;
  std::size_t at = next_line_begin(text_, line.end);
  for (std::size_t count = 0; count < k_max_document; ++count, at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return hold();
    const std::string_view value = below.of(text_);
    if (is_empty_line(value) || value == "----") return;  // another one begins
    push(below, indent_of(value), value.size());
  }
}

// "[", then strings up to "]"; or "- x" under a name.
void ValueBelow::list(const TextLine& line) {
  TextLine below;
  std::size_t harmless = 0;
  for (std::size_t at = next_line_begin(text_, line.end); harmless < k_max_harmless;
       at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return goes_on();
    const std::string_view value = below.of(text_);
    std::size_t begin = indent_of(value);
    const bool item = value.substr(begin).starts_with("- ");
    if (item) begin = skip_blanks(value, begin + 2);
    if (begin == value.size() || (!item && !is_quote(value[begin])) || is_member(value)) return;
    const Extent element = value_at(value, begin, {'\0', true, false, false});
    harmless = push(below, element.begin, element.end) ? 0 : harmless + 1;
    if (harmless == 0 && taken_ != nullptr) *taken_ = std::max(*taken_, below.end);
  }
}

void ValueBelow::members(const TextLine& line) {
  const std::size_t indent = indent_of(line.of(text_));
  TextLine below;
  std::size_t at = next_line_begin(text_, line.end);
  for (std::size_t count = 0; count < k_max_members; ++count, at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return hold();
    const std::string_view shown = below.of(text_);
    if (!is_empty_line(shown) && indent_of(shown) <= indent) return;
    std::size_t begin = indent_of(shown);
    if (begin < shown.size() && is_quote(shown[begin])) ++begin;
    std::size_t end = begin;
    while (end < shown.size() && is_name_char(shown[end])) ++end;
    const std::string_view key = shown.substr(begin, end - begin);
    if (!equals(key, "value") && !equals(key, "key") && !equals(key, "primary") && !equals(key, "secondary")) continue;
    const std::size_t value = behind_sign(shown, end);
    if (value == npos || value >= shown.size() || shown[value] == '{' || shown[value] == '[') continue;
    const std::string path = std::string(name_) + "." + std::string(key);
    const Telling told =
        equals(key, "value") ? told_ : std::max(telling(path), equals(key, "key") ? Telling::nothing : told_);
    const Extent extent = value_at(shown, value, {'\0', shown[indent_of(shown)] != '"', false, false});
    if (is_secret(told, path, extent.of(shown))) add(below, extent.begin, extent.end);
  }
}

void ValueBelow::quoted(const TextLine& line, char quote) {
  const std::size_t indent = indent_of(line.of(text_));
  TextLine below;
  bool joined = without_end(line.of(text_)).ends_with('\\');
  for (std::size_t at = next_line_begin(text_, line.end);; at = next_line_begin(text_, below.end)) {
    if (!line_at(text_, at, below)) return goes_on();
    const std::string_view value = below.of(text_);
    const std::size_t begin = indent_of(value);
    if (is_empty_line(value) || (!joined && begin <= indent) || (!joined && is_of_a_log(value))) return;
    std::size_t end = begin;
    while (end < value.size() && value[end] != quote) end += value[end] == '\\' && quote == '"' ? 2U : 1U;
    end = std::min(end, value.size());
    const bool goes_on_below = value.ends_with('\\') && end == value.size();
    if (const std::size_t last = goes_on_below ? end - 1 : end; last > begin) add(below, begin, last);
    if (end < value.size()) return;
    joined = goes_on_below;
  }
}

// Nothing behind the name: the value, a list of values or members follow.
void ValueBelow::first(const TextLine& line) {
  TextLine below;
  if (!next(line, below)) return;
  const std::string_view name_line = line.of(text_);
  const std::string_view value = below.of(text_);
  const std::size_t begin = indent_of(value);
  if (begin == value.size()) return;
  if (value.substr(begin).starts_with("- ")) {
    if (begin >= indent_of(name_line) && !is_member(value)) list(line);
    return;
  }
  if (begin == 0 && value == "----") return until_empty(below);
  if (value.substr(begin) == "[" || value.substr(begin) == "{")
    return value[begin] == '[' ? list(below) : members(below);
  const bool php = without_end(name_line).ends_with("=>");
  if (!php && begin <= indent_of(name_line)) return;
  if (is_member(value)) return members(line);
  if (is_of_a_log(value)) return;
  const Extent extent = value_at(value, begin, {'\0', true, false, false});
  if (extent.quoted && extent.end == value.size()) quoted(below, value[begin]);
  // A class or a function of Python, and what it is for.
  const bool described = value.substr(begin).starts_with(R"(""")");
  if ((!extent.quoted || described) && is_sentence(extent.of(value))) return;
  push(below, extent.begin, extent.end);
}

// "password: one" with the next line deeper: a plain scalar of YAML that goes on.
void ValueBelow::plain(const TextLine& line) {
  const std::string_view name_line = line.of(text_);
  if (told_ != Telling::password || name_line.find('=') != npos || name_line.find(", ") != npos) return;
  TextLine below;
  std::size_t at = next_line_begin(text_, line.end);
  for (int count = 0; count < 4 && line_at(text_, at, below); ++count, at = next_line_begin(text_, below.end)) {
    const std::string_view value = below.of(text_);
    if (is_empty_line(value) || indent_of(value) <= indent_of(name_line) || is_of_a_log(value)) return;
    if (value.find_first_of(":=<>{}[]|\"") != npos || is_sentence(value) ||
        value.substr(indent_of(value)).starts_with("- "))
      return;
    push(below, indent_of(value), value.size());
  }
  if (at >= text_.size()) hold();
}

}  // namespace sgw::redaction
