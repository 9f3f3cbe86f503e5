#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/rule_book.hpp"
#include "src/triage/version_table.hpp"

namespace sgw::triage {

// When and against what the evidence is judged.
struct Judgement {
  UtcTime as_of{};
  bool as_of_given = false;
  std::optional<Version> latest;  // the newest release that counts
  const VersionTable* table = nullptr;
};
Judgement make_judgement(UtcTime as_of, bool as_of_given, const JudgeOptions& options, const VersionTable& table);

// Adds the facts that follow from others (ARCHITECTURE.md, "Derived"). Twice is the same as once.
void derive_facts(InstanceFacts& instance, const Judgement& judgement);

}  // namespace sgw::triage
