#pragma once

#include "src/triage/fact_extractor.hpp"
#include "src/triage/rule_book.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace sgw::triage::test {

// Text that passed the gate, as far as a test is concerned.
SafeText safe(std::string_view text);
RedactedBytes redacted(std::string_view text);
UtcTime at(std::string_view text);

// The rules as they ship; loaded once.
const RuleBook& shipped_rules();

// Hands artifacts to an extractor as the gate would, and has the rules judge what it found.
class Lab {
 public:
  explicit Lab(const RuleBook& rules = shipped_rules());

  InstanceId add_instance(std::string_view folder);
  // An artifact of one instance; without one, of all. `chunk` is the most bytes handed over at a time, cut at line
  // ends.
  void add(Role role, std::string_view name, std::string_view text, std::optional<InstanceId> instance = std::nullopt,
           std::size_t chunk = std::size_t{1} << 18);
  void add_missing(Role role, std::string_view name);

  FactExtractor& sink() { return *sink_; }
  Evidence evidence(std::string_view as_of = {});
  Verdict judge(std::string_view as_of = {}, const JudgeOptions& options = {});

 private:
  std::unique_ptr<RedactedEntry> open(Role role, std::string_view name, std::optional<InstanceId> instance);

  const RuleBook& rules_;
  std::unique_ptr<FactExtractor> sink_;
  std::uint32_t instances_ = 0;
};

// The finding of that rule, or nullptr.
const Finding* finding(const Verdict& verdict, std::string_view rule);
// "owner category confidence", for one glance at a verdict.
std::string outline(const Verdict& verdict);

}  // namespace sgw::triage::test
