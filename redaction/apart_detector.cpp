#include "redaction/apart_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/name_forms.hpp"
#include "redaction/secret_hits.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/value_below.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_between = 3;  // lines between a name and its value: "type: x", "sensitive: true"
constexpr std::size_t k_max_line = 400;   // a name and little else
constexpr std::size_t k_max_value_line = 4096;

// Where the value begins in a line "value: x", "\"value\": \"x\",", "- value: x", "<value>x</value>"; npos when the
// line is none.
std::size_t lone_value(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\"'<-");
  if (first == npos || !holds_at(line, first, "value")) return npos;
  const std::size_t end = first + 5;
  if (end < line.size() && line[end] == '>') return end + 1;
  return end < line.size() && !is_name_char(line[end]) ? behind_sign(line, end) : npos;
}

// Another member or element begins: what is looked for does not lie behind it.
bool begins_another(std::string_view line) {
  const std::size_t first = indent_of(line);
  if (line.substr(first).starts_with("- ")) return true;
  const std::size_t word = line.find_first_not_of(" \t\"'", first);
  return word == npos || holds_at(line, word, "name\"") || holds_at(line, word, "name:") || line[word] == '}';
}

// The name that a line gives to something: "name: X", "\"key\": \"X\",".
NamePlace name_given(std::string_view line, Telling& told) {
  for (const std::size_t hit : secret_words_in(line)) {
    const NamePlace name = name_around(line, hit);
    told = telling(name.of(line));
    if (told != Telling::nothing && gives_a_name(line, name.outer)) return name;
  }
  told = Telling::nothing;
  return {};
}

// "--password", "- --password", "\"--password\",": a flag whose value is the next line's.
bool is_lone_flag(std::string_view line, const NamePlace& name) {
  return name.flag && line.substr(0, name.outer).find_first_not_of(" \t-\"'") == npos &&
         line.find_first_not_of("\"', \t\r", name.after) == npos;
}

class Apart {
 public:
  Apart(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending)
      : place_(place), label_(label), finds_(finds), pending_(pending), line_{place.begin, place.end, true} {
    if (line_.end > line_.begin && place.text[line_.end - 1] == '\r') --line_.end;
  }

  void run() {
    const std::string_view line = line_.of(place_.text);
    if (line.size() > k_max_value_line || (place_.taken != nullptr && place_.begin < *place_.taken)) return;
    if (const std::size_t value = lone_value(line); value != npos) return value_first(value);
    if (line.size() > k_max_line) return;
    std::size_t done = 0;
    for (const std::size_t hit : secret_words_of(place_)) {
      if (hit < done) continue;
      const NamePlace name = name_around(line, hit);
      done = name.end;
      const Telling told = telling(name.of(line));
      if (named(line, name, told)) return;
    }
  }

 private:
  // True when the name was what the line is about.
  bool named(std::string_view line, const NamePlace& name, Telling told) {
    const std::size_t begin = name.element ? line.size() : behind_sign(line, name.after);
    if (begin != npos && !name.element) {
      const std::string_view rest = line.substr(std::min(begin, line.size()));
      const bool parent = told == Telling::nothing && (rest.empty() || rest == "{") &&
                          telling(std::string(name.of(line)) + ".key") != Telling::nothing;
      if (told == Telling::nothing && !parent) return false;
      take_below(line_, begin, name.of(line), told);
      return true;
    }
    if (told == Telling::nothing) return false;
    if (name.element && line.find_last_not_of(" \t\r") != npos && line[line.find_last_not_of(" \t\r")] == '>' &&
        line.find("</") == npos && line.find("/>") == npos) {
      next_text(name, told);
      return true;
    }
    if (name.element && line.find('>', name.end) == npos && (name.end == line.size() || is_blank(line[name.end]))) {
      behind_tag(name, told);
      return true;
    }
    if (is_lone_flag(line, name)) {
      next_element(name, told);
      return true;
    }
    if (holds_at(line, 0, "content-disposition:") && gives_a_name(line, name.outer)) {
      form_part(name, told);
      return true;
    }
    const bool in_element = line.substr(name.after).starts_with("</") && name.outer > 0 && line[name.outer - 1] == '>';
    if (in_element && line.find('<', name.after + 2) == npos) {
      next_text(name, told);
      return true;
    }
    if (!gives_a_name(line, name.outer) || !value_of_pair(line, name).empty()) return false;
    value_below(name, told);
    return true;
  }

  bool next(TextLine& below) {
    const bool some = line_at(place_.text, next_line_begin(place_.text, below.end), below);
    if (some && below.whole) return true;
    if (pending_ != nullptr) pending_->hold_from(place_.begin);
    return some && pending_ == nullptr;
  }

  void push(const TextLine& line, const Extent& value, std::string_view name, Telling told) {
    const std::string_view shown = line.of(place_.text);
    if (value.empty() || !is_secret(told, name, value.of(shown))) return;
    finds_.push_back({line.begin + value.begin, line.begin + value.end, &label_, {}, false});
    if (pending_ != nullptr && line.begin != place_.begin) pending_->context.push_back({place_.begin, line.end});
  }

  void take_below(const TextLine& line, std::size_t begin, std::string_view name, Telling told) {
    ValueBelow(place_, label_, finds_, pending_).take(name, told, line, begin);
  }

  void take(const TextLine& line, std::size_t begin, std::string_view name, Telling told) {
    const std::string_view shown = line.of(place_.text);
    if (begin >= shown.size()) return;
    const bool open = std::string_view("|>{[&!").find(shown[begin]) != npos;
    if (begin > 0 && shown[begin - 1] == '>') {
      push(line, {begin, std::min(shown.find("</", begin), shown.size()), false}, name, told);
    } else if (!open) {
      Extent value = value_at(shown, begin, {'\0', true, false, false});
      if (!value.quoted)
        while (value.end > value.begin && shown[value.end - 1] == ',') --value.end;
      push(line, value, name, told);
    }
    take_below(line, begin, name, told);
    if (open && (shown[begin] == '&' || shown[begin] == '!')) push(line, value_at(shown, begin), name, told);
  }

  // "name: X", then "value: v" below.
  void value_below(const NamePlace& name, Telling told) {
    TextLine below = line_;
    for (std::size_t between = 0; between < k_max_between && next(below); ++between) {
      const std::string_view shown = below.of(place_.text);
      if (const std::size_t value = lone_value(shown);
          value != npos && !shown.substr(indent_of(shown)).starts_with("- "))
        return take(below, value, name.of(line_.of(place_.text)), told);
      if (begins_another(shown)) return;
    }
  }

  // "value: v", then "name: X" below.
  void value_first(std::size_t value) {
    if (has_name_above()) return;
    TextLine below = line_;
    for (std::size_t between = 0; between < k_max_between && next(below); ++between) {
      const std::string_view shown = below.of(place_.text);
      if (shown.substr(indent_of(shown)).starts_with("- ")) return;
      Telling told = Telling::nothing;
      const NamePlace name = name_given(shown, told);
      if (told != Telling::nothing) return take(line_, value, name.of(shown), told);
      if (begins_another(shown)) return;
    }
  }

  // A name in one of the lines above owns the value.
  bool has_name_above() const {
    std::size_t begin = line_.begin;
    if (line_.of(place_.text).find("- ") == indent_of(line_.of(place_.text))) return false;
    for (std::size_t count = 0; count < k_max_between && begin > 0; ++count) {
      const std::size_t end = begin - 1;
      begin = line_begin(place_.text, end);
      const std::string_view above = place_.text.substr(begin, end - begin);
      const std::size_t first = above.find_first_not_of(" \t-{\"'<");
      if (first == npos || above.size() > k_max_line) return false;
      for (const auto key :
           {"name"sv, "key"sv, "variable"sv, "set-header"sv, "setting"sv, "header"sv, "entry"sv, "property"sv}) {
        if (holds_at(above, first, key)) return true;
      }
      Telling told = Telling::nothing;
      name_given(above, told);
      if (told != Telling::nothing) return true;
      if (above.substr(indent_of(above)).starts_with("- ")) return false;
    }
    return false;
  }

  void next_element(const NamePlace& name, Telling told) {
    TextLine below = line_;
    if (!next(below)) return;
    const std::string_view shown = below.of(place_.text);
    std::size_t begin = indent_of(shown);
    if (shown.substr(begin).starts_with("- ")) begin = skip_blanks(shown, begin + 2);
    if (begin < shown.size() && shown[begin] == '-') return;
    Extent value = value_at(shown, begin, {'\0', true, false, false});
    if (!value.quoted) value.end = std::max(value.begin, shown.find_last_not_of(" \t\r,]") + 1);
    push(below, value, name.of(line_.of(place_.text)), told);
  }

  // <key>X</key>, then <string>v</string>; <password>, then v.
  void next_text(const NamePlace& name, Telling told) {
    TextLine below = line_;
    if (!next(below)) return;
    const std::string_view shown = below.of(place_.text);
    std::size_t begin = indent_of(shown);
    if (begin < shown.size() && shown[begin] == '<') {
      if (shown.substr(begin).starts_with("<![CDATA[")) {
        begin += 9;
        return push(below, {begin, std::min(shown.find("]]>", begin), shown.size()), false},
                    name.of(line_.of(place_.text)), told);
      }
      const std::size_t close = shown.find('>', begin);
      if (close == npos || (name.element && !holds_at(shown, begin, "<value>"))) return;
      begin = close + 1;
    }
    push(below, {begin, std::min(shown.find('<', begin), shown.size()), false}, name.of(line_.of(place_.text)), told);
  }

  // "<password", then "type="x">v</password>".
  void behind_tag(const NamePlace& name, Telling told) {
    TextLine below = line_;
    for (std::size_t between = 0; between < k_max_between && next(below); ++between) {
      const std::string_view shown = below.of(place_.text);
      const std::size_t close = shown.find('>');
      if (close == npos) continue;
      if (close > 0 && shown[close - 1] == '/') return;
      return push(below, {close + 1, std::min(shown.find('<', close), shown.size()), false},
                  name.of(line_.of(place_.text)), told);
    }
  }

  // A part of a form: headers, an empty line, the value.
  void form_part(const NamePlace& name, Telling told) {
    TextLine below = line_;
    bool body = false;
    for (int count = 0; count < 8 && next(below); ++count) {
      const std::string_view shown = below.of(place_.text);
      if (body) return push(below, {0, shown.size(), false}, name.of(line_.of(place_.text)), told);
      body = is_empty_line(shown);
    }
  }

  const Place& place_;
  const RuleLabel& label_;
  Finds& finds_;
  Pending* pending_;
  TextLine line_;
};

}  // namespace

std::vector<std::string> ApartDetector::literals() const {
  std::vector<std::string> words = secret_word_literals();
  words.emplace_back("value");
  return words;
}

bool ApartDetector::worth(std::string_view line, std::size_t at) const {
  if (line.size() > k_max_value_line || line.empty()) return false;
  const std::size_t first = indent_of(line);
  if (line[at] == 'v' || line[at] == 'V') {
    return at < first + 4 && line.back() != '}' && line.substr(first, at - first).find_first_not_of("\"'<- ") == npos;
  }
  if (line.size() > k_max_line) return false;
  std::size_t end = at;
  const auto of_name = [](char c) { return is_name_char(c) || c < 0; };  // it may have letters of any script
  while (end < line.size() && of_name(line[end])) ++end;
  while (end < line.size() && (is_quote(line[end]) || line[end] == ']' || is_blank(line[end]))) ++end;
  if (end >= line.size() || line[end] == '\r' || line[end] == '<' || line[end] == '>') return true;
  if (line[end] == ',') return line.find_first_not_of(" \t\r", end + 1) == npos;
  if (line[end] != ':' && line[end] != '=') return line[first] == '<' || line.substr(first).starts_with("- <");
  const std::size_t sign = line.find_first_not_of("=:> \t\r", end);
  if (sign == npos) return true;
  constexpr std::string_view k_opening = "|>[{<!&@\"'";
  return k_opening.find(line[sign]) != npos ||
         begins_the_line(line, at > 0 && is_quote(line[first]) ? first : std::min(first, at));
}

void ApartDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const {
  Apart(place, label, finds, pending).run();
}

}  // namespace sgw::redaction
