#include "redaction/start_literals.hpp"

#include "redaction/regex_options.hpp"
#include "tests/redaction/oracle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using redaction::start_literals;
using redaction::StartLiteral;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<std::string> texts(std::string_view expression) {
  std::vector<std::string> all;
  const auto starts = start_literals(expression);
  if (!starts) return all;
  for (const StartLiteral& literal : starts->literals) all.push_back(literal.text);
  return all;
}

TEST(StartLiterals, AreReadFromPlainBeginnings) {
  EXPECT_THAT(texts("GatewayKey\\s+(?P<secret>x)"), ElementsAre("GatewayKey"));
  EXPECT_THAT(texts("\\b(?P<secret>(?:AKIA|ASIA)[A-Z0-9]{16})"), UnorderedElementsAre("AKIA", "ASIA"));
  EXPECT_THAT(texts("(?P<secret>gh[po]_[A-Za-z]{30}|github_pat_x)"),
              UnorderedElementsAre("ghp_", "gho_", "github_pat_x"));
  EXPECT_THAT(texts("hooks\\.slack\\.com/x?y"), ElementsAre("hooks.slack.com/"));
  const auto any_case = start_literals("(?i)cookie[\"']*:(?P<secret>x)");
  EXPECT_TRUE(any_case->any_case);
  EXPECT_THAT(any_case->literals, ElementsAre(StartLiteral{"cookie"}));
}

TEST(StartLiterals, AreReadFromSmallClasses) {
  EXPECT_THAT(texts("SK(?:([0-3])|([cd]))x"), ElementsAre("SK0x", "SK1x", "SK2x", "SK3x", "SKcx", "SKdx"));
  EXPECT_THAT(texts("(?i)[?&]code="), ElementsAre("?code=", "&code="));
  EXPECT_THAT(texts("[\\\"']auth[_-]"), UnorderedElementsAre("\"auth_", "\"auth-", "'auth_", "'auth-"));
  EXPECT_THAT(texts("abc[a-z]"), ElementsAre("abc"));
  EXPECT_THAT(texts("abc[^a]"), ElementsAre("abc"));
  EXPECT_THAT(texts("abc[\\s]"), ElementsAre("abc"));
}

TEST(StartLiterals, AreReadBehindWhatHasOneSize) {
  EXPECT_THAT(start_literals("(?P<secret>[A-Za-z0-9]{76}AZDO[a-z]{4})")->literals,
              ElementsAre(StartLiteral{"AZDO", 76}));
  EXPECT_THAT(start_literals("\\b(?P<secret>[0-9a-f]{3}[78]Q~x|pul-[a-z])")->literals,
              ElementsAre(StartLiteral{"7Q~x", 3}, StartLiteral{"8Q~x", 3}, StartLiteral{"pul-", 0}));
  EXPECT_THAT(start_literals("(?:^|[^a-z])(?P<secret>AKIA|ABIA)")->literals,
              ElementsAre(StartLiteral{"AKIA", 1}, StartLiteral{"ABIA", 1}));
  EXPECT_THAT(start_literals("abc(?:[0-9]{2}def|ghi)")->literals, ElementsAre(StartLiteral{"abc", 0}));
}

TEST(StartLiterals, AreNotReadWhereTheBeginningMayVary) {
  for (const char* expression :
       {"[A-Z]{3,4}abc", "[A-Z]{3}?abc", "[A-Z]{300}abc", "a?bcdef",   "(?:abc)?def", "(?:abc|)def", ".abc",
        "^abc",          "(?:^|x)abc",   "ab(?:c|d*)e|x", "abc|[0-9]", "a*bcd",       "(?:ab){2}cd", "ab",
        "\\d\\d\\dabc",  "abc(?i)def",   "(?s)abc",       "abc|de",    "[^a]bcd",     "(abc)*def"}) {
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
      const auto folded = [&](std::string text) {
        const auto lower = [](char c) { return static_cast<char>(std::tolower(c)); };
        if (rule.start_literals->any_case) std::transform(text.begin(), text.end(), text.begin(), lower);
        return text;
      };
      // At the line's begin there may be nothing in front of it.
      const auto begins = [&](const StartLiteral& literal) {
        const std::string text = folded(literal.text);
        const std::string all = folded(begin);
        const bool behind = all.size() > literal.before && all.compare(literal.before, text.size(), text) == 0;
        return behind || (literal.before == 1 && all.starts_with(text));
      };
      EXPECT_TRUE(std::any_of(rule.start_literals->literals.begin(), rule.start_literals->literals.end(), begins))
          << rule.label.id << ": " << example;
    }
  }
  EXPECT_GT(with, 20U);
}

}  // namespace
}  // namespace sgw::test
