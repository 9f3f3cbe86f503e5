#include "redaction/start_literals.hpp"

#include "redaction/regex_options.hpp"
#include "tests/redaction/oracle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using redaction::start_literals;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST(StartLiterals, AreReadFromPlainBeginnings) {
  EXPECT_THAT(start_literals("GatewayKey\\s+(?P<secret>x)")->literals, ElementsAre("GatewayKey"));
  EXPECT_THAT(start_literals("\\b(?P<secret>(?:AKIA|ASIA)[A-Z0-9]{16})")->literals,
              UnorderedElementsAre("AKIA", "ASIA"));
  EXPECT_THAT(start_literals("(?P<secret>gh[po]_[A-Za-z]{30}|github_pat_x)")->literals,
              UnorderedElementsAre("ghp_", "gho_", "github_pat_x"));
  EXPECT_THAT(start_literals("hooks\\.slack\\.com/x?y")->literals, ElementsAre("hooks.slack.com/"));
  const auto any_case = start_literals("(?i)cookie[\"']*:(?P<secret>x)");
  EXPECT_TRUE(any_case->any_case);
  EXPECT_THAT(any_case->literals, ElementsAre("cookie"));
}

TEST(StartLiterals, AreNotReadWhereTheBeginningMayVary) {
  for (const char* expression : {"[A-Z]{3}abc", "a?bcdef", "(?:abc)?def", "(?:abc|)def", ".abc", "^abc", "(?:^|x)abc",
                                 "ab(?:c|d*)e|x", "abc|[0-9]", "a*bcd", "(?:ab){2}cd", "ab", "\\d\\d\\dabc",
                                 "abc(?i)def", "(?s)abc", "abc|de", "[^a]bcd", "(abc)*def"}) {
    EXPECT_FALSE(start_literals(expression)) << expression;
  }
}

// What is read must be true: every match of every rule begins with one of its literals.
TEST(StartLiterals, BeginEveryMatchOfTheRulesThatHaveThem) {
  const auto engine = load_packs(redaction::Profile::strict);
  std::size_t with = 0;
  for (const redaction::Rule& rule : engine->rules.rules()) {
    if (!rule.start_literals) continue;
    ++with;
    const auto regex = redaction::compile(rule.text.find);
    for (const std::string& example : rule.text.masks) {
      re2::StringPiece match;
      if (!regex->Match(example, 0, example.size(), re2::RE2::UNANCHORED, &match, 1)) continue;
      std::string begin(match.data(), match.size());
      EXPECT_TRUE(std::any_of(rule.start_literals->literals.begin(), rule.start_literals->literals.end(),
                              [&](std::string literal) {
                                begin.resize(literal.size());
                                const auto lower = [](char c) { return static_cast<char>(std::tolower(c)); };
                                if (rule.start_literals->any_case) {
                                  std::transform(begin.begin(), begin.end(), begin.begin(), lower);
                                  std::transform(literal.begin(), literal.end(), literal.begin(), lower);
                                }
                                const bool same = begin == literal;
                                begin.assign(match.data(), match.size());
                                return same;
                              }))
          << rule.label.id << ": " << example;
    }
  }
  EXPECT_GT(with, 20U);
}

}  // namespace
}  // namespace sgw::test
