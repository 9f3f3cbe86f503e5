#include "src/triage/rule_book.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

using testing::HasSubstr;

Result<RuleBook> load_with(const std::string& rules, bool presentable = true) {
  ResourceStore store;
  store.add(triage_data());
  store.add_given("triage", SafeText("mine.json"), rules, presentable);
  return RuleBook::load(store);
}

std::string problem(const std::string& rules) {
  const auto book = load_with(rules);
  return book ? std::string("none") : std::string(book.error().text().view());
}

std::string rule(const std::string& id, const std::string& when, const std::string& more = "") {
  return R"({"rules": [{"id": ")" + id +
         R"(", "owner": "customer", "category": "c", "clauses": ["RESP-CU-SLA"], "confidence": "low", "when": )" +
         when + R"(, "title": "t", "says": "s", "next_steps": ["n"])" + more +
         R"(, "examples": {"fires": ["one [X]"], "silent": ["two"]}}]})";
}

TEST(RuleBook, LoadsARuleOfTheOperators) {
  const auto book = load_with(rule("mine", R"({"line": "one \\[X\\]"})"));
  ASSERT_TRUE(book) << book.error().text().view();
  EXPECT_TRUE(book->test_examples().empty());
  EXPECT_EQ(book->rules().size(), test::shipped_rules().rules().size() + 1);
}

TEST(RuleBook, LetsAnOperatorsRuleReplaceAShippedOne) {
  const auto book = load_with(rule("token-expired", R"({"line": "one"})"));
  ASSERT_TRUE(book) << book.error().text().view();
  EXPECT_EQ(book->rules().size(), test::shipped_rules().rules().size());
  for (const auto& one : book->rules()) {
    EXPECT_TRUE(one.id.view() != "token-expired" || one.title.view() == "t");
  }
}

TEST(RuleBook, RefusesWhatItDoesNotUnderstandAndSaysWhere) {
  EXPECT_THAT(problem(rule("mine", R"({"lines": "one"})")), HasSubstr("mine.json"));
  EXPECT_THAT(problem(rule("mine", R"({"lines": "one"})")), HasSubstr("/rules/0/when"));
  EXPECT_THAT(problem(rule("mine", R"({"line": "("})")), HasSubstr("/rules/0/when/line: does not compile"));
  EXPECT_THAT(problem(rule("mine", R"({"fact": "state.exitcode", "is": 1})")), HasSubstr("is no known fact"));
  EXPECT_THAT(problem(rule("mine", R"({"fact": "state.exit_code"})")), HasSubstr("tests nothing"));
  EXPECT_THAT(problem(rule("mine", R"({"fact": "state.exit_code", "matches": "("})")), HasSubstr("does not compile"));
  EXPECT_THAT(problem(rule("mine", R"({"all": []})")), HasSubstr("needs at least one condition"));
  EXPECT_THAT(problem(rule("mine", R"({"line": "one"})", R"(, "weight": 3)")), HasSubstr("/rules/0/weight"));
  EXPECT_THAT(problem(rule("mine", R"({"line": "one"})", R"(, "explains": ["nobody"])")),
              HasSubstr("/rules/0/explains/0: explains a rule that is not there (nobody)"));
  EXPECT_THAT(problem(rule("mine", R"({"line": "one"})", R"(, "explains": ["mine"])")), HasSubstr("leads back"));
  EXPECT_THAT(problem(R"({"rules": [{"id": "mine"}]})"), HasSubstr("/rules/0"));
  EXPECT_THAT(problem("{"), HasSubstr("mine.json"));
  std::string clause = rule("mine", R"({"line": "one"})");
  clause.replace(clause.find("RESP-CU-SLA"), 11, "RESP-NOBODY");
  EXPECT_THAT(problem(clause), HasSubstr("is no known clause"));
}

TEST(RuleBook, RefusesAShareThatIsNone) {
  EXPECT_THAT(problem(rule("mine", R"({"event": "GatewayLogs", "text": "x", "min_percent": 101})")),
              HasSubstr("/rules/0/when/min_percent: is not between 1 and 100"));
  EXPECT_THAT(problem(rule("mine", R"({"event": "GatewayLogs", "min_percent": 20})")), HasSubstr("needs a text"));
  EXPECT_THAT(problem(rule("mine", R"({"line": "one", "min_percent": 20})")), HasSubstr("min_percent"));
}

TEST(RuleBook, TellsAllProblemsAtOnce) {
  const std::string text = problem(rule("mine", R"({"line": "("})", R"(, "weight": 3, "fixed_in": "soon")"));
  EXPECT_THAT(text, HasSubstr("does not compile"));
  EXPECT_THAT(text, HasSubstr("weight"));
  EXPECT_THAT(text, HasSubstr("is no version"));
}

TEST(RuleBook, RefusesAnIdTwiceInOneLayer) {
  const std::string one = rule("mine", R"({"line": "one"})");
  ResourceStore store;
  store.add(triage_data());
  store.add_given("triage", SafeText("a.json"), one, true);
  ResourceStore twice = store;
  store.add_given("triage", SafeText("b.json"), one, true);
  twice.add_given("triage", SafeText("a.json"), one, true);  // the same file is another one, too
  for (const ResourceStore* files : {&store, &twice}) {
    const auto book = RuleBook::load(*files);
    ASSERT_FALSE(book);
    EXPECT_THAT(std::string(book.error().text().view()),
                HasSubstr("/rules/0/id: a rule of this name is in another file already (mine)"));
  }
}

TEST(RuleBook, DoesNotShowAFileThatTheGateHadToMask) {
  EXPECT_FALSE(load_with(rule("mine", R"({"line": "one"})"), false));
}

TEST(RuleBook, RefusesARuleThatIsNotAsItsExamplesSay) {
  EXPECT_THAT(problem(rule("mine", R"({"line": "two"})")),
              testing::AllOf(HasSubstr("mine.json\n  /rules/0/examples/fires/0: is an example on which"),
                             HasSubstr("/rules/0/examples/silent/0: is an example on which")));
}

TEST(RuleBook, KnowsClausesAndStatedFacts) {
  const RuleBook& book = test::shipped_rules();
  EXPECT_TRUE(book.clause("VER-WINDOW"));
  EXPECT_FALSE(book.clause("VER-NOTHING"));
  EXPECT_TRUE(book.knows_stated_fact("tier"));
  EXPECT_TRUE(book.knows_stated_fact("probes.dns"));
  EXPECT_FALSE(book.knows_stated_fact("teir"));
  EXPECT_EQ(book.latest_known_version().view(), "2.12.3");
}

}  // namespace
}  // namespace sgw::triage
