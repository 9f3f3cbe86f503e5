#pragma once

#include "src/triage/fact.hpp"
#include "src/triage/fact_vocabulary.hpp"
#include "src/triage/line_matcher.hpp"

#include <sgw_diag/json_reader.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sgw::triage {

// What an operator calls things that a source would have seen (templates/triage/stated.json): "exit_code": 139 is
// state.exit_code, "probes.dns": "no such host" is probe.dns.status nxdomain. With it the rules need to know the
// observed fact only; one that rests on a word stays a stated one, and what was observed wins over it.
class StatedWords {
 public:
  // `means` must be a fact that `vocabulary` has.
  static Result<StatedWords> read(const Resource& resource, const FactVocabulary& vocabulary);

  // Adds what the stated facts mean, where nothing of that name is known. Doing it twice changes nothing.
  void apply(FactSet& facts) const;

 private:
  struct Word {
    TextPattern pattern;
    FactValue value;
  };
  struct Meaning {
    std::vector<std::string> keys;  // '*' stands for any run of characters
    std::string fact;
    std::vector<Word> words;     // without any, the value is taken as it is
    std::optional<double> unit;  // of a number without one, in bytes; the value is a size
  };

  static Meaning read_meaning(const SafeJson& item, const FactVocabulary& vocabulary, DataProblems& problems);
  static std::optional<FactValue> value_of(const Meaning& meaning, const Fact& fact);

  std::vector<Meaning> meanings_;
};

}  // namespace sgw::triage
