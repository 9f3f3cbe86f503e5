#pragma once

#include "src/triage/fact_vocabulary.hpp"
#include "src/triage/log_patterns.hpp"
#include "src/triage/rule.hpp"
#include "src/triage/rule_book.hpp"
#include "src/triage/stated_words.hpp"
#include "src/triage/version_table.hpp"

#include <vector>

namespace sgw::triage {

// Everything that templates/triage holds, read.
struct RuleSet {
  std::vector<Clause> clauses;
  FactVocabulary vocabulary;
  StatedWords stated;
  LogPatterns patterns;
  VersionTable versions;
  std::vector<Rule> rules;  // in order of id
  std::vector<GivenRules> given;
  std::vector<MissingRule> missing;
};

}  // namespace sgw::triage
