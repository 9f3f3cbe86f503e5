#pragma once

#include "src/triage/derived_registry.hpp"
#include "src/triage/evidence.hpp"
#include "src/triage/rule_book.hpp"
#include "src/triage/version_table.hpp"

namespace sgw::triage {

// When and against what the evidence is judged.
struct Judgement {
  UtcTime as_of{};
  bool as_of_given = false;
  std::optional<Version> latest;  // the newest release that counts
  SafeText latest_from;           // in words: the table and its age, a registry, the operator
  bool stale = false;             // a newer one may be out: the table is old, and nothing newer confirms it
  const VersionTable* table = nullptr;
};
Judgement make_judgement(UtcTime as_of, bool as_of_given, const JudgeOptions& options, const VersionTable& table,
                         const std::optional<RegistryAnswer>& registry = std::nullopt);

// Adds the facts that follow from others (ARCHITECTURE.md, "Derived"). Twice is the same as once.
void derive_facts(InstanceFacts& instance, const Judgement& judgement);

}  // namespace sgw::triage
