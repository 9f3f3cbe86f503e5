#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/fact_vocabulary.hpp"
#include "src/triage/verdict.hpp"
#include "src/triage/version_table.hpp"

#include <sgw_diag/resource.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sgw::triage {

class LogPatterns;

// What sgw_embed() compiled in from templates/triage: to be added to the ResourceStore.
std::span<const EmbeddedFile> triage_data();

// What `rules list` and `rules explain` show of a triage rule.
struct TriageRuleInfo {
  SafeName id;
  SafeText file;
  Owner owner = Owner::undetermined;
  std::vector<SafeText> clauses;
  Confidence confidence = Confidence::low;
  SafeText category;
  SafeText title;
  SafeText says;
  std::vector<SafeText> when;  // the condition, a line each, in words
  std::vector<SafeText> next_steps;
  std::vector<SafeText> turns;  // what would change it, in the rule's own words
  std::vector<SafeText> fires;  // examples
  std::vector<SafeText> silent;
  Literal kind = "";                   // "cause", "symptom", "advice", "benign"
  Literal impact = "";                 // "none", "traffic", "degraded", "down"
  std::vector<SafeText> sure_when;     // what makes it certain, as `when`; empty: nothing does
  SafeText sure_words;                 // the same as a part of a sentence
  std::vector<SafeText> ends;          // what makes it fall, each by itself
  std::vector<SafeName> explains;      // its effects
  std::vector<SafeName> explained_by;  // rules that it is an effect of
  std::vector<MissingFact> missing;    // what would decide, where this alone does not
  bool image = false;                  // the version window and released fixes turn its owner
  SafeText fixed_in;                   // the release with the fix; empty: none known
  bool given = false;                  // of a file of --rules: its words are not ours
};

// A file of --rules, and the ids of the shipped rules that rules of it stand in for.
struct GivenRules {
  SafeText file;  // as it was named, masked
  std::vector<SafeName> replaced;
};

struct TriageExampleFailure {
  SafeName rule;
  Literal expected;  // "fires" or "silent"
  SafeText example;
};

struct JudgeOptions {
  std::optional<Version> latest_version;  // --latest-version: counts if it is newer than the table's
};

// The rules, the clauses, the event catalogue and the version table, ready to run. Immutable; shared by threads.
class RuleBook {
 public:
  // Reads "templates/triage"; a rule of the same id in a given file replaces the shipped one.
  static Result<RuleBook> load(const ResourceStore& store);

  // Pure: facts in, verdict out. Computes the derived facts (version window, token expiry at evidence.as_of, first
  // broken rung, exit class) into `evidence` first.
  Verdict classify(Evidence& evidence, const JudgeOptions& options) const;

  std::vector<TriageRuleInfo> rules() const;
  std::optional<TriageRuleInfo> rule(const SafeName& id) const;
  // With which rules of the operator's own it judges, in order of file.
  const std::vector<GivenRules>& given() const;
  std::vector<Clause> clauses() const;
  std::optional<Clause> clause(std::string_view id) const;
  std::vector<TriageExampleFailure> test_examples() const;
  UtcTime version_table_date() const;
  SafeText latest_known_version() const;
  // Whether a key of the operator's facts file means anything to the rules; others are kept and shown.
  bool knows_stated_fact(std::string_view key) const;
  StatedType stated_type(std::string_view key) const;
  // What to look for in logs; lives as long as this.
  const LogPatterns& log_patterns() const;

  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;
  ~RuleBook();

 private:
  struct State;
  explicit RuleBook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sgw::triage
