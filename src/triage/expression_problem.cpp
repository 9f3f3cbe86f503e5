#include "src/triage/expression_problem.hpp"

#include <re2/re2.h>

namespace sgw::triage {

namespace {

// RE2's own words quote the expression.
Literal words_of(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape:
      return "bad escape";
    case RE2::ErrorBadCharClass:
      return "bad character class";
    case RE2::ErrorBadCharRange:
      return "bad range of characters";
    case RE2::ErrorMissingBracket:
      return "missing ]";
    case RE2::ErrorMissingParen:
      return "missing )";
    case RE2::ErrorTrailingBackslash:
      return "a backslash at the end";
    case RE2::ErrorRepeatArgument:
      return "nothing to repeat";
    case RE2::ErrorRepeatSize:
      return "too many repetitions";
    case RE2::ErrorRepeatOp:
      return "bad repetition";
    case RE2::ErrorBadPerlOp:
      return "an operator that RE2 has not";
    case RE2::ErrorBadUTF8:
      return "bad UTF-8";
    case RE2::ErrorBadNamedCapture:
      return "bad name of a group";
    default:
      return "too large";
  }
}

}  // namespace

void add_expression_problem(const SafeJson& where, DataProblems& problems) {
  const auto expression = where.safe_text();
  if (!expression) {
    problems.add(where, "a text was expected");
    return;
  }
  if (expression->empty()) {
    problems.add(where, "is empty");
    return;
  }
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  const RE2 compiled(std::string(expression->view()), options);
  const std::string& fault = compiled.error_arg();
  const std::size_t at = fault.empty() ? std::string_view::npos : expression->view().find(fault);
  SafeText detail(words_of(compiled.error_code()));
  if (at != std::string_view::npos) detail += ": " + expression->part(at, fault.size());
  problems.add(where, "does not compile", detail);
}

}  // namespace sgw::triage
