#include "src/triage/line_matcher.hpp"

#include "src/triage/log_patterns.hpp"
#include "src/triage/rule_book.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace sgw::triage {
namespace {

TEST(LineMatcher, KnowsToWhichExpressionsDigitsMatter) {
  LineMatcher matcher;
  for (const char* expression : {"timed out", R"(\[Warn\] \d+ \w{2,3})", "[0-9a-f]{8}x", R"(a\.b)", "[^a-f]+end"}) {
    EXPECT_FALSE(matcher.minds_digits(*matcher.add(expression))) << expression;
  }
  for (const char* expression : {"HTTP 502", "[0-5]", R"(\x30)", R"(\061)", "T09:", "[!-5]x", R"({"code":502})",
                                 "10-99", R"([\d5])", R"(\Q1\E)", "[]1]"}) {
    EXPECT_TRUE(matcher.minds_digits(*matcher.add(expression))) << expression;
  }
}

TEST(LineMatcher, KnowsToWhichExpressionsItMattersWhatStandsBefore) {
  LineMatcher matcher;
  for (const char* expression : {"timed out", "[^a-f]+end$", R"(\\books)", R"(a\.b)"}) {
    EXPECT_FALSE(matcher.minds_before(*matcher.add(expression))) << expression;
  }
  for (const char* expression : {"^a", "(^|x)a", R"(\bword)", R"(a\Bb)", R"(\Astart)", R"(\[^a)"}) {
    EXPECT_TRUE(matcher.minds_before(*matcher.add(expression))) << expression;
  }
}

TEST(LineMatcher, ShowsALineToTheExpressionsWhoseLiteralsItHolds) {
  LineMatcher matcher;
  const auto refused = *matcher.add("connection refused");
  const auto either = *matcher.add("(?:timed out|no route) to .* host");
  const auto any = *matcher.add("^.$");
  matcher.compile();
  LineMatcher::Scan scan;
  const std::string text = "Connection Refused\nno route to this host\nx\n";
  matcher.scan(text, scan);
  const auto shown = [&](std::size_t begin, std::size_t end) {
    const std::vector<int>& found = matcher.candidates(begin, end, scan);
    return std::vector<std::size_t>(found.begin(), found.end());
  };
  const std::size_t second = text.find('\n') + 1;
  const std::size_t third = text.find('x');
  EXPECT_EQ(shown(0, second - 1), (std::vector{refused, any}));
  EXPECT_EQ(shown(second, third - 1), (std::vector{either, any}));
  EXPECT_EQ(shown(third, third + 1), std::vector{any});
}

// Every shipped expression on every line: what matches was shown, wherever the line lies and whatever is around it.
TEST(LineMatcher, ShowsALineToEveryExpressionThatMatchesIt) {
  ResourceStore store;
  store.add(triage_data());
  const auto book = RuleBook::load(store);
  ASSERT_TRUE(book);
  const LineMatcher& matcher = book->log_patterns().matcher();
  std::set<std::size_t> expressions;
  for (const LinePattern& pattern : book->log_patterns().patterns()) expressions.insert(pattern.expression);
  LineMatcher::Scan scan;
  std::set<std::size_t> matched;
  for (const EmbeddedFile& file : triage_data()) {  // rules with their examples: text of all kinds, in lines
    for (std::size_t shift = 0; shift < 4; ++shift) {
      const std::string text = std::string(shift, '\n').append(file.bytes);
      matcher.scan(text, scan);
      for (std::size_t begin = shift; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = std::string_view(text).substr(begin, end - begin);
        const std::vector<int>& shown = matcher.candidates(begin, end, scan);
        for (const std::size_t expression : expressions) {
          if (shift != 0 && line.size() % 4 != shift) continue;  // a fourth of them is enough elsewhere
          if (!matcher.matches(expression, line)) continue;
          matched.insert(expression);
          ASSERT_TRUE(std::binary_search(shown.begin(), shown.end(), static_cast<int>(expression))) << line;
        }
        begin = end + 1;
      }
    }
  }
  EXPECT_GT(matched.size(), expressions.size() / 2);
}

}  // namespace
}  // namespace sgw::triage
