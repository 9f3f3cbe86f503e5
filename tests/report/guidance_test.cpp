#include "src/report/guidance.hpp"

#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sgw::report {
namespace {

// What is said of a rule that names nothing that would change it.
std::string said_of_none() {
  const auto turns = what_would_change(triage::TriageRuleInfo{});
  EXPECT_EQ(turns.size(), 1U);
  return turns.empty() ? std::string() : std::string(turns.front().view());
}

TEST(Guidance, SaysOfEveryRuleWhatWouldChangeItHoweverSureItIs) {
  const std::string none = said_of_none();
  EXPECT_NE(none, "");
  for (triage::TriageRuleInfo rule : test::shipped_rules().rules()) {
    for (const auto confidence : {triage::Confidence::low, triage::Confidence::medium, triage::Confidence::high}) {
      rule.confidence = confidence;
      const auto turns = what_would_change(rule);
      ASSERT_FALSE(turns.empty()) << rule.id.view();
      for (const SafeText& turn : turns) EXPECT_NE(turn.view(), none) << rule.id.view();
    }
  }
}

TEST(Guidance, SaysARulesOwnWordsOfItFirstAndOfNoOther) {
  std::set<std::string> seen;
  for (const triage::TriageRuleInfo& rule : test::shipped_rules().rules()) {
    const auto turns = what_would_change(rule);
    ASSERT_GE(turns.size(), rule.turns.size());
    for (std::size_t i = 0; i < rule.turns.size(); ++i) EXPECT_EQ(turns[i].view(), rule.turns[i].view());
    for (const SafeText& turn : rule.turns) seen.emplace(turn.view());
  }
  EXPECT_GE(seen.size(), 45U);
}

}  // namespace
}  // namespace sgw::report
