#include "src/verify/value_places.hpp"

#include "src/verify/plain_text.hpp"

#include <algorithm>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_name = 64;
constexpr std::size_t k_most_between = 8;  // characters between a delimiter and its value

bool in_name(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }
bool before_delimiter(char c) { return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == ']'; }
bool before_value(char c) { return before_delimiter(c) || c == '[' || c == '\t' || c == '`' || c == '|'; }
constexpr CharacterSet in_value([](char c) {
  return (static_cast<unsigned char>(c) > ' ' || c == k_masked) &&
         std::string_view("\"';,&<>(){}|`").find(c) == std::string_view::npos;
});
constexpr CharacterSet in_word([](char c) { return in_value(c) || std::string_view(";,&(){}|").find(c) < 8; });

std::size_t value_begin(std::string_view text, std::size_t at) {
  return at + span_of(text.substr(0, std::min(text.size(), at + k_most_between)), at, before_value);
}

}  // namespace

std::string_view name_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 4 && before_delimiter(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < k_longest_name && in_name(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

std::string_view value_after(std::string_view text, std::size_t at) {
  const std::size_t begin = value_begin(text, at);
  return text.substr(begin, span_of(text.substr(0, begin + k_longest_value), begin, in_value));
}

std::string_view quoted_after(std::string_view text, std::size_t at) {
  const std::size_t begin = value_begin(text, at);
  const char quote = begin > 0 && begin <= text.size() ? text[begin - 1] : '\0';
  if (begin == at || (quote != '"' && quote != '\'' && quote != '`')) return value_after(text, at);
  const std::string_view rest = text.substr(begin, k_longest_value);
  const std::size_t end = rest.find(quote);
  return end == std::string_view::npos ? value_after(text, at) : rest.substr(0, end);
}

std::string_view word_after(std::string_view text, std::size_t at) {
  const std::size_t begin = value_begin(text, at);
  return text.substr(begin, span_of(text.substr(0, begin + k_longest_value), begin, in_word));
}

}  // namespace sgw::verify
