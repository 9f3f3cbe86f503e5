#include "redaction/apart_detector.hpp"

#include "redaction/line_places.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/value_extent.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_between = 3;  // lines between a name and its value: "type: x", "sensitive: true"

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool whole = true;  // its end is in the text

  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

// The line that begins at `begin`; nothing behind the text's end.
bool line_at(std::string_view text, std::size_t begin, Line& line) {
  if (begin >= text.size()) return false;
  const std::size_t end = line_end(text, begin);
  line = {begin, end, end < text.size()};
  if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
  return true;
}

std::size_t indent_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  return at;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// The name in a line that only names something: "- name: DB_PASSWORD", "\"name\": \"DB_PASSWORD\",",
// "<setting name=\"DbPassword\" …>". Empty when there is none.
std::string_view lone_name(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t-{\"'<");
  if (first == std::string_view::npos) return {};
  std::string_view rest = line.substr(first);
  const std::size_t element = line.find('<') < first ? rest.find(' ') : std::string_view::npos;
  if (element != std::string_view::npos) {
    rest.remove_prefix(element);
    const std::size_t attribute = rest.find_first_not_of(' ');
    if (attribute == std::string_view::npos) return {};
    rest.remove_prefix(attribute);
  }
  std::size_t word = 0;
  for (const std::string_view key : {"name", "Name", "key", "Key", "variable", "header"}) {
    if (rest.starts_with(key)) word = key.size();
  }
  if (word == 0) return {};
  rest.remove_prefix(word);
  const std::size_t value = rest.find_first_not_of("\"' \t:=");
  if (value == std::string_view::npos || value == 0 ||
      rest.substr(0, value).find_first_of(":=") == std::string_view::npos)
    return {};
  rest.remove_prefix(value);
  const std::string_view name = rest.substr(0, rest.find_first_of("\"', \t\r>"));
  if (rest.find(':', name.size()) != std::string_view::npos || rest.find("value") != std::string_view::npos) return {};
  return name;
}

// "--password" or "- --password", "\"--password\",": a flag whose value is the next line's.
std::string_view lone_flag(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\"'");
  if (first == std::string_view::npos) return {};
  std::string_view rest = line.substr(first);
  if (rest.starts_with("- ")) rest.remove_prefix(2);
  const std::size_t flag = rest.find_first_not_of(" \t\"'");
  if (flag == std::string_view::npos || rest[flag] != '-') return {};
  rest.remove_prefix(flag);
  const std::string_view name = rest.substr(0, rest.find_first_of("\"', \t\r="));
  if (rest.find_first_not_of("\"', \t\r", name.size()) != std::string_view::npos) return {};
  return name;
}

// The extent of the value in a line "value: x", "\"value\": \"x\",", "<value>x</value>"; empty when the line is none.
Extent lone_value(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\"'<-");
  if (first == std::string_view::npos) return {};
  const std::string_view rest = line.substr(first);
  if (!rest.starts_with("value") && !rest.starts_with("Value")) return {};
  const std::size_t at = rest.find_first_not_of("\"' \t", 5);
  if (at == std::string_view::npos || (rest[at] != ':' && rest[at] != '=' && rest[at] != '>')) return {};
  const std::size_t begin = line.find_first_not_of(" \t", first + at + 1);
  if (begin == std::string_view::npos) return {};
  if (rest[at] == '>') return {begin, std::min(line.find("</", begin), line.size())};
  if (line[begin] == '"' || line[begin] == '\'') return value_at(line, begin);
  if (line[begin] == '{' || line[begin] == '[') return {};
  const std::size_t last = line.find_last_not_of(" \t\r,");
  return {begin, last == std::string_view::npos ? line.size() : last + 1};
}

// An element of a list, "- x", "\"x\",", or a bare line: all of it but dash, quotes and comma.
Extent list_element(std::string_view line) {
  std::size_t begin = indent_of(line);
  if (line.substr(begin).starts_with("- ")) begin += 2;
  if (begin < line.size() && (line[begin] == '"' || line[begin] == '\'')) return value_at(line, begin);
  const std::size_t last = line.find_last_not_of(" \t\r,]");
  return {begin, last == std::string_view::npos || last < begin ? begin : last + 1};
}

void push(const Line& line, Extent value, std::string_view text, const RuleLabel& label, Finds& finds) {
  const std::string_view shown = line.of(text).substr(value.begin, value.end - value.begin);
  if (value.end <= value.begin || is_harmless_value(shown)) return;
  finds.push_back({line.begin + value.begin, line.begin + value.end, &label, {}, false});
}

// The key in a line "key: |", "key: >-", "- key: |2": what follows, indented deeper, is its value.
std::string_view block_key(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  if (last == std::string_view::npos) return {};
  line = line.substr(0, last + 1);
  const std::size_t colon = line.rfind(": ");
  if (colon == std::string_view::npos) return {};
  std::string_view mark = line.substr(line.find_first_not_of(' ', colon + 1));
  if (mark.starts_with("!!")) mark.remove_prefix(std::min(mark.find_first_not_of(' ', mark.find(' ')), mark.size()));
  if (mark.empty() || (mark[0] != '|' && mark[0] != '>') ||
      mark.find_first_not_of("|>+-0123456789") != std::string_view::npos || mark.size() > 4)
    return {};
  const std::size_t begin = line.find_first_not_of(" \t-\"'");
  if (begin == std::string_view::npos || begin >= colon) return {};
  return line.substr(begin, line.substr(0, colon).find_last_not_of("\"'") + 1 - begin);
}

}  // namespace

std::vector<std::string> ApartDetector::literals() const { return secret_word_literals(); }

bool ApartDetector::worth(std::string_view line, std::size_t /*at*/) const {
  constexpr std::size_t k_max_line = 300;  // a name and little else
  if (line.size() > k_max_line || line.empty()) return false;
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  if (line[first] == '-' || line[first] == '<' || line[first] == '"' || line[first] == '\'' || line[first] == '{')
    return line.back() != '}';
  constexpr std::string_view k_first_letters = "nNkKvh";  // of the words that lone_name() knows
  if (k_first_letters.find(line[first]) != std::string_view::npos) return true;
  return line.back() == '|' || line.back() == '>' || line[line.size() - 2 + (line.size() == 1)] == '|' ||
         line[line.size() - 2 + (line.size() == 1)] == '>';
}

void ApartDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  const std::string_view line = place.line();
  Line next;
  if (const std::string_view key = block_key(line); !key.empty() && is_secret_name(key)) {
    const std::size_t indent = line.find_first_not_of(" \t-");
    std::size_t at = place.next();
    while (line_at(place.text, at, next) && (is_blank(next.of(place.text)) || indent_of(next.of(place.text)) > indent)) {
      const std::string_view value = next.of(place.text);
      push(next, {indent_of(value), value.size()}, place.text, label, finds);
      at = next_line_begin(place.text, next.end);
    }
    if (pending != nullptr && at >= place.text.size()) pending->context.push_back({place.begin, place.end});
    return;
  }
  const std::string_view name = lone_name(line);
  const bool named = !name.empty() && is_secret_name(name);
  const std::string_view flag = named ? std::string_view() : lone_flag(line);
  if (!named && (flag.empty() || !is_secret_name(flag))) return;
  std::size_t at = place.next();
  for (std::size_t between = 0; between < k_max_between; ++between) {
    if (!line_at(place.text, at, next) || !next.whole) {
      if (pending != nullptr) {
        pending->hold_from(place.begin);
        return;
      }
      if (at >= place.text.size()) return;
    }
    const std::string_view text = next.of(place.text);
    if (!named) {
      push(next, list_element(text), place.text, label, finds);
      return;
    }
    const Extent value = lone_value(text);
    if (value.end > value.begin) {
      push(next, value, place.text, label, finds);
      return;
    }
    if (!lone_name(text).empty()) return;
    at = next_line_begin(place.text, next.end);
  }
}

}  // namespace sgw::redaction
