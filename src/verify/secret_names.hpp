#pragma once

#include "src/verify/characters.hpp"

#include <array>
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

// The last two letters of all names that tell something, and of those that named_values.cpp treats on its own.
class LastLetters {
 public:
  template <class... Names>
  constexpr explicit LastLetters(const Names&... names) {
    (add_all(names), ...);
  }
  // False for most words.
  constexpr bool has(char before, char last) const {
    return is_letter(before) && is_letter(last) && pairs_[index(to_lower(before), to_lower(last))];
  }

 private:
  static constexpr std::size_t index(char before, char last) {
    return static_cast<std::size_t>(before - 'a') * 26 + static_cast<std::size_t>(last - 'a');
  }
  static constexpr std::string_view text_of(std::string_view name) { return name; }
  static constexpr std::string_view text_of(const TellingName& name) { return name.ending; }
  template <class Names>
  constexpr void add_all(const Names& names) {
    for (const auto& each : names) {
      const std::string_view name = text_of(each);
      pairs_[index(name[name.size() - 2], name.back())] = true;
    }
  }

  std::array<bool, std::size_t{26} * 26> pairs_{};
};
extern const LastLetters k_last_letters;

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
