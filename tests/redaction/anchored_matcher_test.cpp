#include "redaction/anchored_matcher.hpp"

#include "redaction/regex_options.hpp"
#include "tests/redaction/oracle.hpp"

#include <gtest/gtest.h>
#include <random>

namespace sgw::test {
namespace {

using redaction::AnchoredMatcher;
using Answer = AnchoredMatcher::Answer;

// Where a match that begins at `at` ends, and its secret; empty: there is none.
std::vector<std::size_t> by_re2(const re2::RE2& regex, std::string_view line, std::size_t at) {
  const auto group = static_cast<std::size_t>(regex.NamedCapturingGroups().at("secret"));
  std::vector<re2::StringPiece> groups(group + 1);
  if (!regex.Match(line, at, line.size(), re2::RE2::ANCHOR_START, groups.data(), static_cast<int>(group) + 1))
    return {};
  const auto offset = [&](const char* place) { return static_cast<std::size_t>(place - line.data()); };
  const re2::StringPiece& secret = groups[group];
  if (secret.data() == nullptr) return {at + groups[0].size()};
  return {at + groups[0].size(), offset(secret.data()), offset(secret.data()) + secret.size()};
}

std::vector<std::size_t> by_trying(const AnchoredMatcher& matcher, std::string_view line, std::size_t at,
                                   std::size_t& unknown) {
  AnchoredMatcher::Match match;
  const Answer answer = matcher.match(line, at, match);
  unknown += answer == Answer::unknown ? 1U : 0U;
  if (answer != Answer::yes) return {};
  if (match.secret_end == std::string_view::npos) return {match.end};
  return {match.end, match.secret_begin, match.secret_end};
}

void expect_same(const std::string& expression, std::string_view line) {
  const auto matcher = AnchoredMatcher::create(expression);
  ASSERT_TRUE(matcher) << expression;
  const auto regex = redaction::compile(expression);
  for (std::size_t at = 0; at <= line.size(); ++at) {
    std::size_t unknown = 0;
    const auto found = by_trying(*matcher, line, at, unknown);
    if (unknown > 0) continue;
    ASSERT_EQ(found, by_re2(*regex, line, at)) << expression << "\n" << line << "\n" << at;
  }
}

std::string damaged(std::string text, std::mt19937& random) {
  for (std::size_t i = 0; i < text.size() / 40 + 1 && !text.empty(); ++i) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = static_cast<char>(random());
        break;
      case 1:
        text.insert(at, 1, text[random() % text.size()]);
        break;
      case 2:
        text.erase(at, 1 + random() % 3);
        break;
      default:
        text[at] = static_cast<char>(text[at] ^ 0x20);
    }
  }
  return text;
}

TEST(AnchoredMatcher, AnswersWhatRe2DoesForEveryRule) {
  const auto engine = load_packs(redaction::Profile::strict);
  std::mt19937 random(47);
  std::size_t known = 0;
  std::size_t expressions = 0;
  std::size_t tries = 0;
  std::size_t matches = 0;
  std::size_t unknown = 0;
  for (const redaction::Rule& rule : engine->rules.rules()) {
    if (rule.expression == nullptr) continue;
    ++expressions;
    const auto matcher = AnchoredMatcher::create(rule.text.find);
    if (!matcher) continue;
    ++known;
    const auto regex = redaction::compile(rule.text.find);
    std::vector<std::string> lines = rule.text.masks;
    lines.insert(lines.end(), rule.text.keeps.begin(), rule.text.keeps.end());
    for (std::size_t i = lines.size(); i > 0; --i) {
      for (int round = 0; round < 25; ++round) lines.push_back(damaged(lines[i - 1], random));
    }
    for (const std::string& line : lines) {
      for (std::size_t at = 0; at <= line.size(); ++at, ++tries) {
        const std::size_t before = unknown;
        const auto found = by_trying(*matcher, line, at, unknown);
        if (unknown > before) continue;
        matches += found.empty() ? 0U : 1U;
        ASSERT_EQ(found, by_re2(*regex, line, at)) << rule.label.id << "\n" << line << "\n" << at;
      }
    }
  }
  EXPECT_GT(known * 10, expressions * 9) << known << " of " << expressions;
  EXPECT_GT(matches, 5000U);
  EXPECT_LT(unknown * 100, tries);
}

TEST(AnchoredMatcher, PrefersWhatRe2Prefers) {
  for (const char* expression :
       {"(?P<secret>a|ab)(?:c|bcd)", "x(?P<secret>[a-c]{1,3})b?c", "(?i)k(?P<secret>[^a-c]+?)z?$",
        "\\ba(?P<secret>.*)b", "(?:(?P<secret>a)|b)+c", "^(?P<secret>a{2}b){1,2}a*", "(?:a|(?P<secret>b)|c?d){2,}",
        "a(?P<secret>b*?)(?:bc)?", "(?P<secret>[]a\\-]+)[^]b]?", "(?P<secret>)a|b"}) {
    std::mt19937 random(53);
    for (int round = 0; round < 400; ++round) {
      std::string line;
      for (int i = 0; i < 10; ++i) line += "aabbcckzKZx-] d"[random() % 15];
      ASSERT_NO_FATAL_FAILURE(expect_same(expression, line));
    }
  }
}

TEST(AnchoredMatcher, IsNotMadeOfWhatItDoesNotKnow) {
  for (const char* expression : {"(?s)a", "a(?i)b", "(?:a*)*", "(?:a?)+", "(?:ab)+?", "a**", "\\Qa\\E", "\\x41", "\\pL",
                                 "[[:alpha:]]", "[a-\\d]", "\\B", "(?P<other>a)", "a{2", "(a", "a)", "\xC3\xA9"}) {
    EXPECT_FALSE(AnchoredMatcher::create(expression)) << expression;
  }
}

TEST(AnchoredMatcher, GivesUpWhereTryingTakesLong) {
  const auto matcher = AnchoredMatcher::create("a(?P<secret>(?:[ab]+-?)*)c");
  ASSERT_TRUE(matcher);
  AnchoredMatcher::Match match;
  EXPECT_EQ(matcher->match(std::string(200, 'a'), 0, match), Answer::unknown);
  EXPECT_EQ(matcher->match("aab-bc", 0, match), Answer::yes);
  EXPECT_EQ(match.secret_end, 5U);
}

}  // namespace
}  // namespace sgw::test
