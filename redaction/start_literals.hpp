#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

struct StartLiteral {
  std::string text;        // as the expression writes it, at least three bytes
  std::size_t before = 0;  // bytes of a match in front of it; fewer where the line begins
  bool operator==(const StartLiteral&) const = default;
};

// With what every match of an expression begins.
struct StartLiterals {
  std::vector<StartLiteral> literals;
  bool any_case = false;  // the expression ignores case
};

// Reads them off the expression's text, or nothing when it does not plainly say so. Knows a leading (?i), word borders,
// a counted class or "(?:^|[^x])" in front of all else, groups, alternatives, escaped signs and small classes; at
// anything else it stops and keeps what it has.
std::optional<StartLiterals> start_literals(std::string_view expression);

}  // namespace sgw::redaction
