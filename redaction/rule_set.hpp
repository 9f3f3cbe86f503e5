#pragma once

#include "redaction/detector.hpp"
#include "redaction/pack.hpp"

#include <sgw_diag/redaction.hpp>

#include <re2/re2.h>
#include <re2/set.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A rule ready to run.
struct Rule {
  RuleLabel label;
  RuleText text;
  std::size_t pack = 0;  // index of the resource that it is from
  std::unique_ptr<const Detector> detector;
  bool active = true;   // false: of the strict profile, and the run's is another
  bool always = false;  // cheap by itself: not among the candidates of the set
};

// All rules of a run. One RE2::Set pass over a line names the candidates; each candidate then finds its own places.
// Immutable after build() and used by several threads at a time.
class RuleSet {
 public:
  // Adds what compiles; returns what does not. Rules of one set have different ids.
  std::vector<PackProblem> add(PackText pack, std::size_t pack_index, Profile profile);
  // False when the patterns of all rules together need more memory than is given.
  bool build();

  // Appends what the active rules find. `scratch` is the caller's, to spare allocations.
  void find(std::string_view text, Finds& finds, std::vector<int>& scratch) const;

  // What `rule` alone finds, active or not; also in the text with its escapes resolved.
  bool finds_in(const Rule& rule, std::string_view text, Finds& finds) const;
  // Examples that do not do what they say: the rule, whether it should mask, the example.
  struct Failure {
    const Rule* rule = nullptr;
    bool should_mask = false;
    std::size_t index = 0;  // in masks or keeps
  };
  std::vector<Failure> failing_examples() const;

  const std::deque<Rule>& rules() const noexcept { return rules_; }
  // The label of the rule that stands for code: "named-value", "private-key"; ends the program when no pack has it.
  const RuleLabel& label_of_detector(std::string_view detector) const;

 private:
  std::deque<Rule> rules_;  // labels keep their addresses
  std::unique_ptr<re2::RE2::Set> candidates_;
  std::vector<const Rule*> by_index_;
  std::vector<const Rule*> always_;
};

}  // namespace sgw::redaction
