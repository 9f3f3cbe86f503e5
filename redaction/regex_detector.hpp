#pragma once

#include "redaction/anchored_matcher.hpp"
#include "redaction/detector.hpp"

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// One expression, over one line. What its group `secret` holds is found; `unless`, if any, is an expression that a
// whole value matches when it is none. `find` belongs to the caller.
class RegexDetector : public Detector {
 public:
  static constexpr int k_max_group = 7;  // the highest number that the group `secret` may have

  RegexDetector(const re2::RE2& find, std::unique_ptr<const re2::RE2> unless, ByteSets& sets);
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;

  // The same when it is known that every match begins at one of `starts`: offsets in the line, in order.
  void find_at(const Place& place, const std::vector<std::size_t>& starts, const RuleLabel& label, Finds& finds) const;

 private:
  using Work = AnchoredMatcher::Work;
  using Groups = std::array<re2::StringPiece, k_max_group + 1>;
  // Fills the first group_ + 1 of `groups` with the next match at or behind `at`, or, where `start` says what trying
  // may cost, exactly there.
  bool search(std::string_view line, std::size_t at, Work* start, Groups& groups) const;
  bool find_secret(std::string_view line, Groups& groups) const;
  // Looks for the next match as search() does and adds it. Where to go on; npos when there is none.
  std::size_t match(const Place& place, std::size_t at, Work* start, const RuleLabel& label, Finds& finds) const;

  const re2::RE2& find_;
  std::unique_ptr<const re2::RE2> unless_;
  std::optional<AnchoredMatcher> anchored_;  // the same expression
  std::size_t group_ = 0;
  bool whole_ = false;  // the secret is all of a match
  bool last_ = false;   // it is the last thing of a match
  bool short_ = false;  // no match is longer than some hundred bytes
};

}  // namespace sgw::redaction
