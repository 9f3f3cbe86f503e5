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

std::optional<AnchoredMatcher> made_of(std::string_view expression) {
  static redaction::ByteSets sets;
  return AnchoredMatcher::create(expression, sets);
}

std::vector<std::size_t> by_trying(const AnchoredMatcher& matcher, std::string_view line, std::size_t at,
                                   std::size_t& unknown) {
  AnchoredMatcher::Match match;
  AnchoredMatcher::Work work = AnchoredMatcher::work_for(line);
  const Answer answer = matcher.match(line, at, work, match);
  unknown += answer == Answer::unknown ? 1U : 0U;
  if (answer != Answer::yes) return {};
  if (match.secret_end == std::string_view::npos) return {match.end};
  return {match.end, match.secret_begin, match.secret_end};
}

void expect_same(const std::string& expression, std::string_view line) {
  const auto matcher = made_of(expression);
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

// Expressions of everything that is known, and of some that is not.
class ExpressionMaker {
 public:
  explicit ExpressionMaker(std::mt19937& random) : random_(random) {}

  std::string make() {
    std::string before = below(3) == 0 ? "" : branches(2);
    std::string behind = below(3) == 0 ? "" : branches(2);
    const std::string group = "(?P<secret>" + branches(3) + ")" + (below(6) == 0 ? count() : "");
    return (below(2) == 0 ? "(?i)" : "") + before + group + behind;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::string branches(int depth) {
    std::string all = branch(depth);
    while (below(3) == 0) all += "|" + (below(8) == 0 ? "" : branch(depth));
    return all;
  }
  std::string branch(int depth) {
    std::string all;
    for (std::size_t units = 1 + below(3); units > 0; --units) all += unit(depth) + (below(3) == 0 ? count() : "");
    return all;
  }
  std::string unit(int depth) {
    if (depth > 0 && below(4) == 0) return (below(2) == 0 ? "(?:" : "(") + branches(depth - 1) + ")";
    if (below(5) == 0) return one_of({"\\b", "^", "$", ".", "\\d", "\\W", "\\s", "\\D", "\\-", "\\.", "\\S"});
    if (below(4) > 0) return one_of({"a", "b", "K", "s", "z", "1", "-"});
    std::string all = below(3) == 0 ? "[^" : "[";
    if (below(9) == 0) all += "]";
    for (std::size_t members = 1 + below(3); members > 0; --members) {
      all += one_of(
          {"a", "K", "S", "z", "_", " ", "a-k", "A-Z", "0-9", "Y-b", "\\w", "\\s", "\\D", "\\W", "\\]", "\\-", "^"});
    }
    return all + (below(6) == 0 ? "-]" : "]");
  }
  std::string count() {
    return one_of({"*", "+", "?", "{2}", "{0}", "{1,}", "{0,2}", "{1,3}"}) + (below(4) == 0 ? "?" : "");
  }

  std::mt19937& random_;
};

std::string text_of_chance(std::mt19937& random) {
  constexpr std::string_view k_bytes = "aaAAbbBkKssSzZ11 --_.]\n\t\xC5\xBF\xE2\xAA\xB5\xFF";
  std::string text;
  for (std::size_t size = random() % 14; size > 0; --size) {
    text += random() % 40 == 0 ? '\0' : k_bytes[random() % k_bytes.size()];
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
    const auto matcher = made_of(rule.text.find);
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
    EXPECT_FALSE(made_of(expression)) << expression;
  }
}

TEST(AnchoredMatcher, GivesUpWhereTryingTakesLong) {
  const auto matcher = made_of("a(?P<secret>(?:[ab]+-?)*)c");
  ASSERT_TRUE(matcher);
  AnchoredMatcher::Match match;
  AnchoredMatcher::Work work = AnchoredMatcher::work_for("");
  EXPECT_EQ(matcher->match(std::string(200, 'a'), 0, work, match), Answer::unknown);
  EXPECT_EQ(matcher->match("aab-bc", 0, work, match), Answer::yes);
  EXPECT_EQ(match.secret_end, 5U);
}

TEST(AnchoredMatcher, CostsALineInProportionToItsLengthHoweverOftenItIsTried) {
  const auto matcher = made_of("a(?P<secret>[ab]{0,900}[a]{0,900})c");
  ASSERT_TRUE(matcher);
  const std::string line(std::size_t{1} << 20, 'a');
  AnchoredMatcher::Work work = AnchoredMatcher::work_for(line);
  EXPECT_LE(work.left(), 10 * line.size());
  AnchoredMatcher::Match match;
  std::size_t tries = 0;
  for (; work.left() > 0; ++tries) {
    const std::size_t before = work.left();
    ASSERT_LT(tries, line.size());
    EXPECT_NE(matcher->match(line, tries, work, match), Answer::yes);
    ASSERT_LT(work.left(), before);
  }
  EXPECT_GT(tries, 1U);
  EXPECT_EQ(matcher->match("ac", 0, work, match), Answer::unknown);
}

TEST(AnchoredMatcher, IsNotMadeOfWhatIsNestedOrLongBeyondReason) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_TRUE(made_of(nested(60)));
  EXPECT_FALSE(made_of(nested(100'000)));
  EXPECT_FALSE(made_of(std::string(100'000, '|')));
  EXPECT_FALSE(made_of(std::string(100'000, 'a')));
  EXPECT_FALSE(made_of("(?:(?:(?:a{2}b){1000}){1000}){1000}"));
}

TEST(AnchoredMatcher, AnswersWhatRe2DoesForExpressionsOfChance) {
  std::mt19937 random(59);
  std::size_t known = 0;
  std::size_t matches = 0;
  std::size_t tries = 0;
  std::size_t unknown = 0;
  for (int round = 0; round < 5000; ++round) {
    const std::string expression = ExpressionMaker(random).make();
    const re2::RE2 regex(expression, redaction::regex_options());
    const auto matcher = made_of(expression);
    if (!regex.ok() || !matcher) continue;
    ++known;
    for (int lines = 0; lines < 6; ++lines) {
      const std::string line = text_of_chance(random);
      for (std::size_t at = 0; at <= line.size(); ++at, ++tries) {
        const std::size_t before = unknown;
        const auto found = by_trying(*matcher, line, at, unknown);
        if (unknown > before) continue;
        matches += found.empty() ? 0U : 1U;
        ASSERT_EQ(found, by_re2(regex, line, at)) << expression << "\n" << line << "\n" << at;
      }
    }
  }
  EXPECT_GT(known, 2000U);
  EXPECT_GT(matches, 10'000U);
  EXPECT_LT(unknown * 100, tries);
}

}  // namespace
}  // namespace sgw::test
