#pragma once

#include "redaction/known_values.hpp"
#include "redaction/pseudonym_map.hpp"
#include "redaction/rule_set.hpp"

#include <sgw_diag/redaction.hpp>

#include <memory>

namespace sgw::redaction {

// What every masker of a run shares. Immutable but for the known values and the pseudonyms, which have their own locks.
struct Engine {
  explicit Engine(PseudonymKey run_key) : key(std::move(run_key)) {}

  PseudonymKey key;
  RuleSet rules;
  KnownValues known;
  std::shared_ptr<PseudonymMap> pseudonyms;  // none: what they stand for is not kept
  const RuleLabel* named_value = nullptr;    // set once the rules are built
  const RuleLabel* private_key = nullptr;
  const RuleLabel* undecided = nullptr;
};

}  // namespace sgw::redaction
