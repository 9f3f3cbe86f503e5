#include "redaction/characters.hpp"
#include "redaction/name_forms.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/word_set.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_call = 120;    // bytes between a call's parenthesis and a name in it
constexpr std::size_t k_max_object = 600;  // bytes between a name and its value in the same object or tag

constexpr WordSet k_name_keys(std::array{"name"sv, "key"sv, "variable"sv, "setting"sv, "header"sv, "field"sv,
                                         "parameter"sv, "property"sv, "option"sv, "id"sv, "settingname"sv,
                                         "variablename"sv, "n"sv});
constexpr WordSet k_value_keys(std::array{"value"sv, "val"sv, "defaultvalue"sv, "content"sv, "currentvalue"sv,
                                          "newvalue"sv, "v"sv});

bool is_one_of(std::string_view word, bool value_key) {
  std::array<char, 16> folded{};
  if (word.empty() || word.size() > folded.size()) return false;
  std::size_t size = 0;
  for (const char c : word) {
    if (c != '_' && c != '-') folded[size++] = lower(c);
  }
  const std::string_view key(folded.data(), size);
  return value_key ? k_value_keys.has(key) : k_name_keys.has(key);
}

// The word that something at `at` is assigned to: name in "name": "X", name="X", Name = X.
std::string_view key_before(std::string_view line, std::size_t at) {
  const auto back_over = [&](std::string_view chars) {
    while (at > 0 && chars.find(line[at - 1]) != npos) --at;
  };
  back_over(" \t");
  const std::size_t sign = at;
  back_over("=:>");
  if (at == sign) return {};
  back_over(" \t\"'");
  const std::size_t end = at;
  while (at > 0 && (is_letter(line[at - 1]) || line[at - 1] == '_' || line[at - 1] == '-')) --at;
  return line.substr(at, end - at);
}

// The value of the first key of a value in [begin, end).
Extent value_in(std::string_view line, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    if (!is_letter(line[at])) {
      ++at;
      continue;
    }
    std::size_t stop = at;
    while (stop < end && (is_name_char(line[stop]))) ++stop;
    const bool starts = at == 0 || !is_name_char(line[at - 1]);
    if (starts && is_one_of(line.substr(at, stop - at), true)) {
      std::size_t value = behind_sign(line, stop);
      if (value != npos && value + 1 < line.size() && line[value] == '[' && is_quote(line[value + 1])) ++value;
      if (value != npos && value < line.size() && line[value] != '{' && line[value] != '[')
        return value_at(line, value);
    }
    at = stop;
  }
  return {};
}

// Text that begins behind the tag whose '>' is at `close`: "v" of <x>v</x>, or of the element that opens there.
Extent text_behind(std::string_view line, std::size_t close) {
  std::size_t begin = skip_blanks(line, close + 1);
  for (int opened = 0; opened < 2 && begin < line.size() && line[begin] == '<'; ++opened) {
    if (line.substr(begin).starts_with("<![CDATA["))
      return {begin + 9, std::min(line.find("]]>", begin), line.size()), false};
    const std::size_t end = line.find('>', begin);
    if (end == npos || line[begin + 1] == '!' || line[end - 1] == '/') return {};
    begin = skip_blanks(line, end + 1);
  }
  const std::size_t end = line.find('<', begin);
  if (end == npos || begin >= line.size()) return {};
  return {begin, end, false};
}

Extent in_tag(std::string_view line, const NamePlace& name, std::size_t open) {
  const std::size_t close = std::min(line.find('>', name.after), line.size());
  Extent value = value_in(line, name.after, close);
  if (value.empty()) value = value_in(line, open, name.outer);
  if (!value.empty() || close == line.size() || line[close - 1] == '/') return value;
  return text_behind(line, close);
}

// The '<' of the tag that offset `at` stands in.
std::size_t tag_around(std::string_view line, std::size_t at) {
  const std::size_t from = at > k_max_object ? at - k_max_object : 0;
  const std::size_t near = line.substr(from, at - from).rfind('<');
  if (near == npos) return npos;
  const std::size_t open = from + near;
  return line.substr(open, at - open).find('>') == npos ? open : npos;
}

Extent in_braces(std::string_view line, const NamePlace& name) {
  const std::size_t limit = std::min(line.size(), name.after + k_max_object);
  std::size_t end = name.after;
  while (end < limit && line[end] != '}' && line[end] != '{') ++end;
  const Extent value = value_in(line, name.after, end);
  if (!value.empty()) return value;
  const std::size_t from = name.outer > k_max_object ? name.outer - k_max_object : 0;
  std::size_t begin = name.outer;
  while (begin > from && line[begin - 1] != '{' && line[begin - 1] != '}') --begin;
  return begin > 0 && line[begin - 1] == '{' ? value_in(line, begin, name.outer) : Extent{};
}

// ("X", "v"), ["X", "v"], set("X", "v")
Extent in_tuple(std::string_view line, const NamePlace& name) {
  const std::size_t begin = skip_blanks(line, name.after + 1);
  if (begin >= line.size()) return {};
  const Extent value = value_at(line, begin);
  if (!value.quoted) return {};
  const std::size_t behind = skip_blanks(line, value.end + 1);
  std::size_t before = name.outer;
  while (before > 0 && is_blank(line[before - 1])) --before;
  const char opening = before > 0 ? line[before - 1] : '\0';
  const char closing = behind < line.size() ? line[behind] : '\0';
  if (opening == '[') return closing == ']' ? value : Extent{};
  const std::size_t from = before > k_max_call ? before - k_max_call : 0;
  const std::string_view near = line.substr(from, before - from);
  const std::size_t paren = near.rfind('(');
  const bool call = paren != npos && near.find(')', paren) == npos;
  if (!call || (closing != ')' && closing != ',')) return {};
  return telling(value.of(line)) == Telling::nothing || closing == ')' ? value : Extent{};
}

}  // namespace

bool gives_a_name(std::string_view line, std::size_t at) { return is_one_of(key_before(line, at), false); }

Extent value_of_pair(std::string_view line, const NamePlace& name) {
  if (line.substr(name.after).starts_with("</")) {
    const std::size_t close = line.find('>', name.after);
    const bool whole = name.outer > 0 && line[name.outer - 1] == '>';
    return whole && close != npos ? text_behind(line, close) : Extent{};
  }
  if (name.quote != '\0' && name.after < line.size() && line[name.after] == ',') {
    if (const Extent value = in_tuple(line, name); !value.empty()) return value;
  }
  if (!gives_a_name(line, name.outer)) return {};
  if (const std::size_t open = tag_around(line, name.outer); open != npos) return in_tag(line, name, open);
  return in_braces(line, name);
}

}  // namespace sgw::redaction
