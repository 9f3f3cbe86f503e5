#pragma once

#include "redaction/anchored_matcher.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Makes the steps of an AnchoredMatcher of an expression.
class ShapeReader {
 public:
  ShapeReader(std::string_view expression, ByteSets& sets, AnchoredMatcher& matcher)
      : text_(expression), sets_(sets), matcher_(matcher) {}

  // False when it holds something that is not known for certain; `matcher` is of no use then.
  bool read();

 private:
  using Step = AnchoredMatcher::Step;
  using Set = ByteSet;
  using Kind = AnchoredMatcher::Kind;
  // Jumps inside are relative: parts can be put behind one another.
  struct Part {
    std::vector<Step> steps;
    bool may_be_empty = true;
  };
  struct Count {
    std::uint32_t least = 1;
    std::uint32_t most = 1;
    bool lazy = false;
    bool stated = false;
  };

  bool alternatives(Part& part);
  bool branch(Part& part);
  bool unit(Part& part, bool& single);
  bool group(Part& part);
  bool escape(Set& set);
  bool bracketed(Set& set);
  // One character or a range of a class, or a class inside of it.
  bool member(Set& set);
  bool count(Count& count);
  std::optional<std::uint32_t> number();
  static bool repeat(Part& part, const Count& count);
  void add_run(Part& part, Set set);
  bool takes(std::string_view token);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;  // of groups that are open
  bool any_case_ = false;
  ByteSets& sets_;
  AnchoredMatcher& matcher_;
};

}  // namespace sgw::redaction
