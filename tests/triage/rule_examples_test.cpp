#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <sgw_diag/json_reader.hpp>

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
    // The way to a support request follows from the owner; no rule has to name it.
    EXPECT_TRUE(clause.id.view() == "CH-REQUEST" || cited.contains(clause.id.view())) << clause.id.view();
  }
}

// The words for what went wrong: those of reports from the field, and those that only rules have.
TEST(RuleExamples, NameCategoriesOfTheVocabulary) {
  const std::string text = sgw::test::read_file(SGW_TEST_DATA "/cases/categories.json");
  const auto vocabulary = JsonReader::parse(text);
  ASSERT_TRUE(vocabulary);
  std::set<std::string> reported;
  std::set<std::string> of_rules;
  for (const JsonReader& slug : (*vocabulary)["reported"].items()) reported.insert(slug.text_or(""));
  for (const JsonReader& slug : (*vocabulary)["of_rules"].items()) of_rules.insert(slug.text_or(""));
  std::set<std::string> unused = of_rules;
  for (const auto& rule : test::shipped_rules().rules()) {
    const std::string category(rule.category.view());
    EXPECT_NE(reported.contains(category), of_rules.contains(category)) << rule.id.view() << ": " << category;
    unused.erase(category);
  }
  EXPECT_TRUE(unused.empty()) << *unused.begin();
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
