#include "src/report/markdown.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sgw::report {
namespace {

constexpr std::string_view k_always_special = "\\`*_[]<>|~&$@";
constexpr std::string_view k_special_at_start = "#+-=>:";

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// "1. " and "1) " at the start would open a list.
bool closes_list_number(std::string_view text, std::size_t at) {
  if (at == 0 || (text[at] != '.' && text[at] != ')')) return false;
  if (at + 1 < text.size() && text[at + 1] != ' ') return false;  // a version, not a list
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_digit);
}

// Renderers turn bare addresses into links; data must not be able to place one.
bool starts_link(std::string_view text, std::size_t at) {
  if (text[at] == ':') return text.substr(at, 3) == "://";
  if (text[at] != '.' || at < 3) return false;
  const std::string_view before = text.substr(at - 3, 3);
  return std::equal(before.begin(), before.end(), "www", [](char left, char right) { return (left | 0x20) == right; });
}

bool is_word(std::string_view text, std::size_t at) {
  return at < text.size() && (is_digit(text[at]) || ((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z'));
}

// The end of the placeholders that stand at `at`, one behind the other; `at` itself when there is none. An id in one
// may hold any character: with one that could end a code span or a table's cell it is no placeholder here.
std::size_t end_of_placeholders(std::string_view text, std::size_t at) {
  constexpr std::string_view begin = "<redacted:";
  constexpr std::string_view marks = "-:._= ";
  while (text.substr(at, begin.size()) == begin) {
    std::size_t end = at + begin.size();
    while (is_word(text, end) || (end < text.size() && marks.find(text[end]) != std::string_view::npos)) ++end;
    if (end == text.size() || text[end] != '>') break;
    at = end + 1;
  }
  return at;
}

bool is_special(std::string_view text, std::size_t at) {
  // Within a word, as in HTTPS_PROXY, it marks nothing; whoever copies the source gets the name.
  if (text[at] == '_' && at > 0 && is_word(text, at - 1) && is_word(text, at + 1)) return false;
  if (k_always_special.find(text[at]) != std::string_view::npos) return true;
  if (at == 0 && k_special_at_start.find(text[at]) != std::string_view::npos) return true;
  return closes_list_number(text, at) || starts_link(text, at);
}

// One line without blanks at its ends: four leading blanks would make a code block.
SafeText trimmed_line(const SafeText& text) {
  const SafeText line = text.printable();
  const std::size_t first = line.view().find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return line.part(first, line.view().find_last_not_of(' ') - first + 1);
}

std::size_t longest_backtick_run(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char character : text) {
    run = character == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

SafeText markdown_words(const SafeText& text) {
  const SafeText line = trimmed_line(text);
  const std::string_view view = line.view();
  SafeText out;
  std::size_t done = 0;
  for (std::size_t at = 0; at < view.size(); ++at) {
    const std::size_t placeholders = end_of_placeholders(view, at);
    if (placeholders == at && !is_special(view, at)) continue;
    out += line.part(done, at - done);
    done = at;
    if (placeholders == at) {
      out += SafeText("\\");
      continue;
    }
    // A placeholder must come back as it is: it is looked up in the map by its text.
    out += "`" + line.part(at, placeholders - at) + "`";
    done = placeholders;
    at = placeholders - 1;
  }
  return out += line.part(done, view.size() - done);
}

SafeText markdown_code(const SafeText& text) {
  const SafeText line = trimmed_line(text);
  if (line.empty()) return {"–"};
  SafeText fence("`");
  for (std::size_t run = longest_backtick_run(line.view()); run > 0; --run) fence += SafeText("`");
  const bool touches = line.view().front() == '`' || line.view().back() == '`';
  const SafeText padding = touches ? SafeText(" ") : SafeText();
  return fence + padding + line + padding + fence;
}

SafeText joined(const std::vector<SafeText>& parts, Literal separator) {
  SafeText out;
  for (const SafeText& part : parts) {
    if (!out.empty()) out += SafeText(separator);
    out += part;
  }
  return out;
}

}  // namespace sgw::report
