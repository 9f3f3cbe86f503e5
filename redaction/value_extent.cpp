#include "redaction/value_extent.hpp"

namespace sgw::redaction {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_char(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' || c == '.';
}

std::size_t quoted_end(std::string_view text, std::size_t begin, char quote) {
  std::size_t at = begin;
  while (at < text.size()) {
    if (text[at] == '\\') {
      at += 2;
      continue;
    }
    if (text[at] == quote) {
      if (at + 1 >= text.size() || text[at + 1] != quote) return at;
      // A doubled quote belongs to the value, unless the value is empty: ""
      if (at == begin) return at;
      ++at;
    }
    ++at;
  }
  return text.size();
}

// At a separator: true when another "name=" or "name:" follows, or nothing at all.
bool ends_the_value(std::string_view text, std::size_t separator) {
  std::size_t at = separator + 1;
  if (at >= text.size() || is_blank(text[at])) return true;
  const char first = text[at];
  if (first == '"' || first == '\'' || first == '}' || first == ']' || first == ')' || first == '<') return true;
  const std::size_t name = at;
  while (at < text.size() && at - name < 60 && (is_name_char(text[at]) || (text[at] == ' ' && at > name))) ++at;
  return at > name && at < text.size() && (text[at] == '=' || text[at] == ':');
}

// At a quote inside a bare value: true when it closes something around the value.
bool closes(std::string_view text, std::size_t quote) {
  if (quote + 1 >= text.size()) return true;
  const char after = text[quote + 1];
  return is_blank(after) || after == ',' || after == ';' || after == ':' || after == '}' || after == ']' ||
         after == ')' || after == '>' || after == '/' || after == '.' || after == '"' || after == '\'';
}

std::size_t bare_end(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (is_blank(c)) return at;
    if ((c == ',' || c == ';' || c == '&' || c == '|') && ends_the_value(text, at)) return at;
    if ((c == '"' || c == '\'') && at > begin && closes(text, at)) return at;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') {
      const bool last = at + 1 >= text.size() || is_blank(text[at + 1]) || text[at + 1] == ',' || text[at + 1] == ';' ||
                        text[at + 1] == '"' || text[at + 1] == '}' || text[at + 1] == ']' || text[at + 1] == ')';
      if (depth == 0 && last) return at;
      if (depth > 0) --depth;
    }
    // Markup after the value: "<password>x</password>"; a placeholder is no markup.
    if (c == '<' && at > begin && at + 1 < text.size() && text[at + 1] == '/') return at;
  }
  return text.size();
}

}  // namespace

Extent value_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {at, at};
  if (text[at] == '"' || text[at] == '\'') return {at + 1, quoted_end(text, at + 1, text[at])};
  return {at, bare_end(text, at)};
}

}  // namespace sgw::redaction
