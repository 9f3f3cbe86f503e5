#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// With what every match of an expression begins.
struct StartLiterals {
  std::vector<std::string> literals;  // as the expression writes them, at least three bytes each
  bool any_case = false;              // the expression ignores case
};

// Reads them off the expression's text, or nothing when it does not plainly say so. Knows a leading (?i), word borders,
// groups, alternatives, escaped signs and small classes; at anything else it stops and keeps what it has.
std::optional<StartLiterals> start_literals(std::string_view expression);

}  // namespace sgw::redaction
