#pragma once

#include "redaction/secret_hits.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/value_extent.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Signs that words have none of: with letters, more of a password than of a sentence.
inline constexpr std::array<bool, 256> k_is_password_sign = [] {
  std::array<bool, 256> is{};
  for (const char c : std::string_view("!#$%&*+=@^~?_{}")) is[static_cast<unsigned char>(c)] = true;
  return is;
}();
inline bool is_password_sign(char c) { return k_is_password_sign[static_cast<unsigned char>(c)]; }

// The values that belong to a name in the same line, in whatever form they are given; none when the line only speaks of
// it. What they are worth is for the caller to judge.
std::vector<Extent> values_of(std::string_view line, const NamePlace& name, Telling told);

// The forms in which the name itself is a value: <add key="X" value="v"/>, "name": "X", "value": "v",
// ("X", "v"), <td>X</td><td>v</td>.
Extent value_of_pair(std::string_view line, const NamePlace& name);

// Whether what stands at `at` is assigned to a word like name or key: "name": "X", key='X', name: X.
bool gives_a_name(std::string_view line, std::size_t at);

// Where what is assigned to a name begins, behind the sign (= : => := ->) and blanks; npos when `at` has no sign.
std::size_t behind_sign(std::string_view line, std::size_t at);

}  // namespace sgw::redaction
