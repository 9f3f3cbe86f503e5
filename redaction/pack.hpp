#pragma once

#include <sgw_diag/safe_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// One rule as a pack's JSON says it; strings are the file's own and may be foreign.
struct RuleText {
  std::string id;
  std::string what;      // "class"
  std::string says;      // one line for people
  std::string find;      // RE2 with a group `secret`; or
  std::string detector;  // the name of a detector in code (detector_table.cpp)
  std::string unless;    // RE2 that a whole value matches when it is no secret
  bool strict = false;   // "profile": "strict"
  bool identifier = false;
  std::vector<std::string> masks;
  std::vector<std::string> keeps;
  std::string pointer;  // where in the file
};

// What is wrong in a pack: where (a JSON pointer, may hold foreign text) and what was expected there.
struct PackProblem {
  std::string pointer;
  Literal expected = "";
};

struct PackText {
  std::vector<RuleText> rules;
  std::vector<PackProblem> problems;
};

// Strict: unknown keys and missing values are problems. Checks the shape only; expressions are tried by RuleSet.
PackText read_pack(std::string_view json);

}  // namespace sgw::redaction
