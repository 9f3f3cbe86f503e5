#pragma once

#include <string_view>

namespace sgw::triage {

// What of an expression (RE2 syntax) decides whether it can tell two lines apart. Says yes where it is not sure.
struct ExpressionShape {
  bool minds_digits = false;  // it holds a digit that is no count and not of "0-9"
  bool minds_before = false;  // what stands before a match may decide: '^', "\A", "\b" or "\B"
};
ExpressionShape shape_of(std::string_view expression);

}  // namespace sgw::triage
