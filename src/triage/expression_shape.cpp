#include "src/triage/expression_shape.hpp"

#include <cstddef>

namespace sgw::triage {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Behind the class whose '[' is at `at`. A range of all digits cannot tell them apart.
std::size_t read_class(std::string_view expression, std::size_t at, ExpressionShape& shape) {
  ++at;
  if (expression.substr(at, 1) == "^") ++at;
  for (bool first = true; at < expression.size() && (first || expression[at] != ']'); first = false) {
    const std::string_view rest = expression.substr(at);
    const bool escaped = rest.size() > 1 && rest.front() == '\\';
    const bool all_digits = rest.starts_with("0-9");
    const char c = escaped ? rest[1] : rest.front();
    shape.minds_digits = shape.minds_digits || (!all_digits && is_digit(c)) || (escaped && c == 'x');
    at += all_digits ? 3 : escaped ? 2 : 1;
  }
  return at + 1;
}

}  // namespace

ExpressionShape shape_of(std::string_view expression) {
  ExpressionShape shape;
  for (std::size_t at = 0; at < expression.size();) {
    const std::string_view rest = expression.substr(at);
    const char c = rest.front();
    const std::size_t count = c == '{' ? rest.find_first_not_of("0123456789,", 1) : std::string_view::npos;
    if (c == '[') {
      at = read_class(expression, at, shape);
    } else if (c == '\\') {
      const std::string_view kind = rest.substr(1, 1);
      shape.minds_digits = shape.minds_digits || kind.find_first_of("0123456789xQ") == 0;
      shape.minds_before = shape.minds_before || kind.find_first_of("AbBQ") == 0;
      at += 2;
    } else if (count != std::string_view::npos && rest[count] == '}') {
      at += count + 1;
    } else {
      shape.minds_digits = shape.minds_digits || is_digit(c);
      shape.minds_before = shape.minds_before || c == '^';
      ++at;
    }
  }
  return shape;
}

}  // namespace sgw::triage
