#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sgw::triage {

// Remembers which expressions match a line. A gateway that fails says the same line again and again, with another stamp
// each time: what the digits of the stamp are is all that may differ, and expressions to which digits matter (see
// LineMatcher::minds_digits) are not to be asked here. Where lines do not come again it gives itself up. Belongs to one
// reader.
class LineMemo {
 public:
  // What is known of one line.
  class Answers {
   public:
    // Whether `expression` matches; `ask` finds out when that is not known yet.
    template <typename Ask>
    bool of(std::size_t expression, Ask ask) {
      for (const auto& [known, matches] : answers_) {
        if (known == expression) return matches;
      }
      answers_.emplace_back(expression, ask());
      return answers_.back().second;
    }

   private:
    std::vector<std::pair<std::size_t, bool>> answers_;
  };

  // For this line, until the next call; null when it is not remembered. `stamp` is a part of `line`, or empty.
  Answers* at(std::string_view line, std::string_view stamp);

 private:
  std::unordered_map<std::string, Answers> lines_;
  std::string key_;
  std::uint64_t asked_ = 0;
  std::uint64_t known_ = 0;
  bool given_up_ = false;
};

}  // namespace sgw::triage
