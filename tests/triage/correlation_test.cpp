#include "tests/triage/bundle_folder.hpp"
#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace sgw::triage {
namespace {

class Correlation : public testing::TestWithParam<std::string> {};

TEST_P(Correlation, TakesTheEvidenceTogether) {
  const Verdict verdict = test::judge_folder(GetParam());
  const JsonReader wanted = test::expected_of(GetParam());
  std::string all = wanted["why"].text_or("") + "\n" + std::string(verdict.summary.view()) + "\n";
  for (const Finding& finding : verdict.findings) {
    all +=
        std::string(finding.rule.view()) + " <- " + std::string(finding.caused_by.value_or(SafeName()).view()) + "\n";
  }
  EXPECT_EQ(test::outline(verdict), wanted["verdict"].text_or("")) << all;
  ASSERT_TRUE(verdict.primary) << all;
  EXPECT_EQ(verdict.primary->view(), wanted["primary"].text_or("")) << all;
  ASSERT_FALSE(wanted["findings"].members().empty());
  for (const auto& [rule, words] : wanted["findings"].members()) {
    const Finding* found = test::finding(verdict, rule);
    ASSERT_NE(found, nullptr) << rule << "\n" << all;
    const std::string text = std::string(found->title.view()) + " " + std::string(found->says.view());
    EXPECT_THAT(text, testing::HasSubstr(words.text_or("(no text)"))) << rule;
  }
  for (const JsonReader& rule : wanted["effects"].items()) {
    const Finding* effect = test::finding(verdict, rule.text_or(""));
    ASSERT_NE(effect, nullptr) << rule.text_or("") << "\n" << all;
    EXPECT_TRUE(effect->caused_by) << rule.text_or("") << "\n" << all;
  }
  for (const JsonReader& rule : wanted["absent"].items())
    EXPECT_EQ(test::finding(verdict, rule.text_or("")), nullptr) << rule.text_or("") << "\n" << all;
}

INSTANTIATE_TEST_SUITE_P(Bundles, Correlation, testing::ValuesIn(test::bundle_folders()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace sgw::triage
