#pragma once

#include "redaction/detector.hpp"
#include "redaction/pack.hpp"
#include "redaction/regex_detector.hpp"
#include "redaction/start_literals.hpp"

#include <sgw_diag/literal_scanner.hpp>
#include <sgw_diag/redaction.hpp>

#include <re2/filtered_re2.h>
#include <re2/set.h>

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
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
  const RegexDetector* expression = nullptr;    // the detector, when it is an expression
  std::unique_ptr<const re2::RE2> own;          // its expression, when the filter does not have it
  std::optional<StartLiterals> start_literals;  // with what all its matches begin, when that is known
  bool active = true;                           // false: of the strict profile, and the run's is another
  bool costly = false;                          // an expression without a literal: tried on every line
};

// Where a rule set keeps what it would else allocate for each text. Belongs to one thread.
struct RuleScratch {
  std::vector<Hit> hits;
  std::vector<int> atoms;
  std::vector<std::size_t> atom_lines;  // by atom: the number of the last line that holds it
  std::size_t line = 0;                 // how many lines were shown
  std::vector<std::size_t> words;       // of the line: see Place::words
  std::vector<int> candidates;
  std::map<std::vector<int>, std::vector<int>> candidates_of;  // what sets of atoms met before gave
  std::vector<const Rule*> detectors;
  std::vector<const Rule*> of_texts;  // those of whole texts whose literals were seen
  Survey survey;                      // of a text that comes without
  struct Starts {
    const Rule* rule = nullptr;
    std::vector<std::size_t> at;  // in the line, in order
  };
  std::vector<Starts> starts;  // the first `starts_used` are of the line at hand, the others spare their memory
  std::size_t starts_used = 0;
};

// All rules of a run. One pass over a text for the literals that the rules need (RE2 derives those of an expression);
// only lines that hold the literals of a rule are shown to it. Immutable after build() and used by several threads.
class RuleSet {
 public:
  // Adds what compiles; returns what does not. Rules of one set have different ids.
  std::vector<PackProblem> add(PackText pack, std::size_t pack_index, Profile profile);
  // False when the patterns of all rules together need more memory than is given.
  bool build();

  // Appends what the active rules find in a text of any number of lines. `pending`: see Detector::find.
  void find(const SearchText& of, RuleScratch& scratch, Finds& finds, Pending* pending) const;

  // What `rule` finds in every line of `text`, whether it is active or not, and whatever literals stand there.
  static void find_alone(const Rule& rule, std::string_view text, Finds& finds);
  // The same as texts: in the first layer of escapes that shows something.
  static std::vector<std::string> secrets_in(const Rule& rule, std::string_view text);
  // Examples that do not do what they say: the rule, whether it should mask, the example.
  struct Failure {
    const Rule* rule = nullptr;
    bool should_mask = false;
    std::size_t index = 0;  // in masks or keeps
  };
  std::vector<Failure> failing_examples(std::size_t pack) const;

  const std::deque<Rule>& rules() const noexcept { return rules_; }
  // The label of the rule with this id or detector: "named-value", "private-key"; ends the program when there is none.
  const RuleLabel& label_of(std::string_view id) const;

 private:
  std::unique_ptr<const Detector> expression(Rule& rule, std::vector<PackProblem>& problems);
  bool build_costly();
  // What find_alone finds in one line where a literal stands that all matches begin with; nothing when there is no
  // such.
  static void find_at_starts(const Rule& rule, std::string_view text, Finds& finds);
  void show_line(const Place& line, std::size_t first_hit, std::size_t last_hit, RuleScratch& scratch, Finds& finds,
                 Pending* pending) const;
  // The numbers of the expressions that a line with these atoms may hold.
  const std::vector<int>& candidates(RuleScratch& scratch) const;
  static void note_atom(int atom, RuleScratch& scratch);
  void find_costly(std::string_view text, RuleScratch& scratch, Finds& finds) const;

  ByteSets sets_;           // of the expressions of all rules
  std::deque<Rule> rules_;  // labels keep their addresses
  re2::FilteredRE2 filter_{static_cast<int>(LiteralScanner::k_min_bytes)};
  std::vector<Rule*> by_expression_;  // by the filter's number
  std::size_t atom_count_ = 0;
  LiteralScanner scanner_;
  struct Start {
    const Rule* rule = nullptr;
    std::string exact;       // as it must be written; empty: in any case
    std::size_t before = 0;  // see StartLiteral
  };
  // What a literal that stands in a text is for. Together, because a text holds one every few bytes.
  struct Meaning {
    int atom = -1;                       // the filter's
    bool is_word = false;                // one of secret_word_literals()
    std::vector<const Rule*> detectors;  // of lines
    std::vector<const Rule*> of_texts;   // detectors of whole texts
    std::vector<Start> starts;           // expressions whose matches begin with it
  };
  static void note_starts(const Place& line, const Hit& hit, const std::vector<Start>& starts, RuleScratch& scratch);
  std::uint32_t literal(const std::string& text);  // its number
  std::vector<Meaning> meanings_;                  // by literal
  std::vector<const Rule*> of_all_texts_;          // detectors that need no literal
  std::unique_ptr<re2::RE2::Set> costly_set_;      // none: no rule is costly
  std::vector<const Rule*> costly_;
};

}  // namespace sgw::redaction
