#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace sgw::triage {
namespace {

TEST(RuleExamples, ComeOutAsEachRuleSays) {
  for (const auto& failure : test::shipped_rules().test_examples()) {
    ADD_FAILURE() << failure.rule.view() << " should be "
                  << (failure.expected == Literal("fires") ? "firing" : "silent") << " on " << failure.example.view();
  }
}

TEST(RuleExamples, CoverEveryClauseThatAFindingCanRestOn) {
  std::set<std::string_view> cited;
  const auto rules = test::shipped_rules().rules();
  for (const auto& rule : rules) {
    for (const auto& clause : rule.clauses) cited.insert(clause.view());
  }
  for (const auto& clause : test::shipped_rules().clauses()) {
    const bool channel = clause.id.view().starts_with("CH-");
    const bool general = clause.id.view() == "RESP-MS-IMAGE";  // what SUP-IMAGE says of support
    EXPECT_TRUE(channel || general || cited.contains(clause.id.view())) << clause.id.view();
  }
}

TEST(RuleExamples, ShowEachRuleWhole) {
  const auto rules = test::shipped_rules().rules();
  EXPECT_GE(rules.size(), 100U);
  for (const auto& rule : rules) {
    EXPECT_FALSE(rule.when.empty()) << rule.id.view();
    EXPECT_FALSE(rule.fires.empty()) << rule.id.view();
    EXPECT_FALSE(rule.silent.empty()) << rule.id.view();
    EXPECT_FALSE(rule.next_steps.empty()) << rule.id.view();
    EXPECT_FALSE(rule.clauses.empty()) << rule.id.view();
  }
}

}  // namespace
}  // namespace sgw::triage
