#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::verify {

// What a name says about the value beside it.
struct TellingName {
  std::string_view ending;  // of the name, in lower case and without its joints
  std::size_t least;        // characters that make a value worth a look
  bool guid_counts;         // a GUID under this name is a secret
  bool password;            // the value may be short and typed by a person
};

// What is known of `name`, which is in lower case and without '-', '_' and '.'; nothing when it tells nothing.
const TellingName* telling(std::string_view name);

// False for most words: the last two letters of no name that tells something, nor of one that named_values.cpp treats
// on its own.
bool may_tell(char before, char last);

// `name` in lower case and without its joints.
std::string without_joints(std::string_view name);

// Whether the value under such a name looks like a secret. Of one that is masked in part, what is glued to the
// placeholder is judged.
bool is_secret_value(const TellingName& name, std::string_view value);

// The same for a value that must be random, whatever stands before it.
bool is_random_value(std::string_view value, std::size_t least);

// Whether something random is glued to a placeholder in `value`; false when there is none.
bool has_rest_beside_placeholder(std::string_view value);

}  // namespace sgw::verify
