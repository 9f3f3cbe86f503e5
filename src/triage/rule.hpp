#pragma once

#include "src/triage/condition.hpp"
#include "src/triage/verdict.hpp"

#include <sgw_diag/json_reader.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sgw::triage {

// What a finding is worth to the verdict.
enum class RuleKind {
  cause,    // says what is wrong and whose it is
  symptom,  // something is wrong, the cause is not known: decides only when no cause is found
  advice,   // worth telling, never the verdict
  benign,   // no incident: healthy, noise, a question
};

// How bad it is for the traffic; the verdict goes to the worst.
enum class Impact { none, traffic, degraded, down };

// A piece of evidence with which a rule must fire, or must not.
struct RuleExample {
  SafeText text;  // as in the file
  SafeJson facts;
  SafeJson stated;
  std::vector<SafeText> log;
  std::optional<UtcTime> as_of;
};

// One rule of templates/triage/*.json, as read.
struct Rule {
  SafeName id;
  SafeText file;
  SafeJson source;    // where it stands in the file
  bool sound = true;  // all of it could be read
  RuleKind kind = RuleKind::cause;
  Impact impact = Impact::none;
  Owner owner = Owner::undetermined;
  SafeText category;
  std::vector<SafeText> clauses;
  Confidence confidence = Confidence::low;
  std::optional<Condition> high_when;  // with it the confidence is high: the evidence excludes the other owners
  Condition when;
  SafeText title;
  SafeText says;
  std::vector<SafeText> next_steps;
  std::vector<SafeText> turns;  // what would change it, beside what its other members tell
  std::vector<SafeName> explains;
  bool image = false;  // the cause lies in the image, or may: the version window and released fixes turn the owner
  std::optional<Version> fixed_in;
  std::string fixed_in_fact;  // the same, from a fact
  std::vector<MissingFact> missing;
  std::vector<RuleExample> fires;
  std::vector<RuleExample> silent;
};

// A fact that is often wanting, and when to ask for it (templates/triage/missing.json).
struct MissingRule {
  MissingFact missing;
  Condition when;
};

}  // namespace sgw::triage
