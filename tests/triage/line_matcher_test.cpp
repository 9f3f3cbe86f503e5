#include "src/triage/line_matcher.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace sgw::triage
