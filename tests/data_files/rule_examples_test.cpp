#include "src/triage/rule_book.hpp"

#include <sgw_diag/redaction.hpp>

#include <gtest/gtest.h>

namespace sgw::test {
namespace {

template <class Failure>
std::string listed(const std::vector<Failure>& failures) {
  std::string text;
  for (const Failure& failure : failures) {
    text += std::string(failure.rule.view()) + ": " + std::string(failure.expected.view()) + ": " +
            std::string(failure.example.view()) + "\n";
  }
  return text;
}

ResourceStore shipped() {
  ResourceStore store;
  store.add(redaction::packs());
  store.add(triage::triage_data());
  return store;
}

class RedactionRules : public testing::TestWithParam<redaction::Profile> {
 protected:
  static Result<redaction::Redactor> load() {
    return redaction::Redactor::load(
        shipped(), {.profile = GetParam(), .key = *redaction::PseudonymKey::from_hex(std::string(64, 'a'))});
  }
};

TEST_P(RedactionRules, DoWhatTheirExamplesSay) {
  const auto redactor = load();
  ASSERT_TRUE(redactor) << redactor.error().text().view();
  EXPECT_EQ(listed(redactor->test_examples()), "");
  const auto survived = redactor->self_test();
  EXPECT_TRUE(survived) << survived.error().text().view();
}

TEST_P(RedactionRules, AllHaveExamplesBothWaysAndSayWhatTheyAreFor) {
  const auto redactor = load();
  ASSERT_TRUE(redactor) << redactor.error().text().view();
  EXPECT_GT(redactor->rules().size(), 15U);
  for (const redaction::RuleInfo& rule : redactor->rules()) {
    EXPECT_FALSE(rule.masks.empty()) << rule.id.view();
    EXPECT_FALSE(rule.keeps.empty()) << rule.id.view();
    EXPECT_FALSE(rule.says.empty()) << rule.id.view();
  }
}

INSTANTIATE_TEST_SUITE_P(Profiles, RedactionRules,
                         testing::Values(redaction::Profile::support, redaction::Profile::strict),
                         [](const auto& profile) {
                           return profile.param == redaction::Profile::support ? "support" : "strict";
                         });

TEST(TriageRules, FireAndStaySilentAsTheirExamplesSay) {
  const auto rules = triage::RuleBook::load(shipped());
  ASSERT_TRUE(rules) << rules.error().text().view();
  EXPECT_EQ(listed(rules->test_examples()), "");
}

TEST(TriageRules, CiteClausesThatThereAreAndCarryExamplesAndSteps) {
  const auto rules = triage::RuleBook::load(shipped());
  ASSERT_TRUE(rules) << rules.error().text().view();
  EXPECT_GE(rules->rules().size(), 20U);
  for (const triage::TriageRuleInfo& rule : rules->rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id.view();
    EXPECT_FALSE(rule.fires.empty()) << rule.id.view();
    EXPECT_FALSE(rule.silent.empty()) << rule.id.view();
    for (const SafeText& clause : rule.clauses) {
      EXPECT_TRUE(rules->clause(clause.view())) << rule.id.view() << " cites " << clause.view();
    }
  }
}

TEST(TriageRules, HaveEveryClauseOfThePolicyInWords) {
  const auto rules = triage::RuleBook::load(shipped());
  ASSERT_TRUE(rules) << rules.error().text().view();
  const std::vector<std::string_view> ids = {
      "TIER-1",          "RESP-MS-ENDPOINT", "RESP-MS-IMAGE",    "RESP-SH-AUTH",  "RESP-SH-UPDATE",
      "RESP-CU-HOSTING", "RESP-CU-NETWORK",  "RESP-CU-SLA",      "RESP-CU-DIAG",  "RESP-CU-OSS",
      "VER-SCHEME",      "VER-WINDOW",       "VER-FIX",          "VER-BETA",      "VER-PREVIEW",
      "VER-LATEST",      "SUP-ENDPOINT",     "SUP-IMAGE",        "SUP-CVE",       "SUP-OSS",
      "NOSUP-K8S",       "NOSUP-OSS",        "NOSUP-CLOSED",     "NOSUP-NETWORK", "CH-REQUEST",
      "CH-QA",           "CH-GITHUB",        "CH-STACKOVERFLOW", "CH-COMMUNITY"};
  for (const std::string_view id : ids) {
    const auto clause = rules->clause(id);
    ASSERT_TRUE(clause) << id;
    EXPECT_FALSE(clause->says.empty()) << id;
  }
}

}  // namespace
}  // namespace sgw::test
