#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::triage {
namespace {

namespace fs = std::filesystem;

// A folder of tests/triage/scenarios: what a gateway printed (gateway.log) and its operator said (facts.json), and
// the verdict that the support policy asks for (expected.json, with the reason).
fs::path scenarios() { return fs::path(SGW_PROJECT_ROOT) / "tests" / "triage" / "scenarios"; }

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(scenarios())) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> texts(const JsonReader& list) {
  std::vector<std::string> found;
  for (const JsonReader& item : list.items()) found.push_back(item.text_or(""));
  return found;
}

std::vector<std::string> clauses(const Verdict& verdict) {
  std::vector<std::string> found;
  for (const SafeText& clause : verdict.clauses) found.emplace_back(clause.view());
  return found;
}

std::string missing(const Verdict& verdict) {
  std::string found;
  for (const MissingFact& fact : verdict.missing) found += std::string(fact.fact.view()) + "\n";
  return found;
}

Verdict judge(const std::string& scenario) {
  test::Lab lab;
  for (const char* file : {"gateway.log", "facts.json"}) {
    const fs::path path = scenarios() / scenario / file;
    const Role role = std::string_view(file) == "facts.json" ? Role::stated : Role::log;
    if (fs::exists(path)) lab.add(role, file, sgw::test::read_file(path));
  }
  return lab.judge();
}

JsonReader expected(const std::string& scenario) {
  return JsonReader::parse(sgw::test::read_file(scenarios() / scenario / "expected.json")).value();
}

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, EndsWithTheVerdictThatThePolicyAsksFor) {
  const Verdict verdict = judge(GetParam());
  const JsonReader wanted = expected(GetParam());
  const std::string why = wanted["why"].text_or("") + "\n" + std::string(verdict.summary.view());
  EXPECT_EQ(to_literal(verdict.owner).view(), wanted["owner"].text_or("")) << why;
  EXPECT_THAT(clauses(verdict), testing::Contains(wanted["clause"].text_or(""))) << why;
  EXPECT_THAT(texts(wanted["confidence"]), testing::Contains(std::string(to_literal(verdict.confidence).view())))
      << why;
  ASSERT_TRUE(verdict.primary) << why;
  EXPECT_EQ(verdict.primary->view(), wanted["primary"].text_or("")) << why;
  EXPECT_FALSE(verdict.next_steps.empty());
  EXPECT_THAT(missing(verdict), testing::HasSubstr(wanted["missing"].text_or(""))) << why;
}

TEST_P(Scenario, TellsEffectsFromWhatStandsBeside) {
  const Verdict verdict = judge(GetParam());
  const JsonReader wanted = expected(GetParam());
  for (const std::string& rule : texts(wanted["effects"])) {
    const Finding* effect = test::finding(verdict, rule);
    ASSERT_NE(effect, nullptr) << rule;
    EXPECT_EQ(effect->caused_by.value_or(SafeName()).view(), wanted["primary"].text_or("")) << rule;
  }
  for (const std::string& rule : texts(wanted["beside"])) {
    const Finding* other = test::finding(verdict, rule);
    ASSERT_NE(other, nullptr) << rule;
    EXPECT_FALSE(other->caused_by) << rule;
  }
  for (const Finding& finding : verdict.findings) EXPECT_FALSE(finding.evidence.empty()) << finding.rule.view();
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Scenario, testing::ValuesIn(names()), [](const auto& scenario) {
  std::string name = scenario.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace sgw::triage
