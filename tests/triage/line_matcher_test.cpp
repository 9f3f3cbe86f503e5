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
    const std::vector<int>& found = matcher.candidates(0, begin, end, scan).expressions;
    return std::vector<std::size_t>(found.begin(), found.end());
  };
  const std::size_t second = text.find('\n') + 1;
  const std::size_t third = text.find('x');
  EXPECT_EQ(shown(0, second - 1), (std::vector{refused, any}));
  EXPECT_EQ(shown(second, third - 1), (std::vector{either, any}));
  EXPECT_EQ(shown(third, third + 1), std::vector{any});
}

TEST(LineMatcher, ShowsALineOnlyToTheExpressionsOfItsKind) {
  LineMatcher matcher;
  const auto refused = static_cast<int>(*matcher.add("connection refused"));
  const auto timed_out = static_cast<int>(*matcher.add("timed out"));
  const auto placeholder = static_cast<int>(*matcher.add(R"(message:\s*(none|null)$)"));
  matcher.compile(
      {{{refused}, LineMatcher::Common::yes}, {{refused, timed_out, placeholder}, LineMatcher::Common::no}});
  LineMatcher::Scan scan;
  const std::string text = "connection refused, timed out\nmessage: none\nnone\n";
  const auto shown = [&](std::size_t kind, std::size_t line) {
    matcher.scan(text, scan);
    std::size_t begin = 0;
    for (; line > 0; --line) begin = text.find('\n', begin) + 1;
    return matcher.candidates(kind, begin, text.find('\n', begin), scan).expressions;
  };
  EXPECT_EQ(shown(0, 0), std::vector{refused});
  EXPECT_EQ(shown(1, 0), (std::vector{refused, timed_out, placeholder})) << "which a usual word tells from nothing";
  EXPECT_EQ(shown(0, 1), std::vector<int>());
  EXPECT_EQ(shown(1, 1), std::vector{placeholder});
}

// Of two literals that a match must hold one is looked for.
TEST(LineMatcher, ShowsALineThatHasTheLongestLiteralOfAnExpression) {
  LineMatcher matcher;
  const auto expression = static_cast<int>(*matcher.add("secret .* not found anywhere"));
  matcher.compile();
  LineMatcher::Scan scan;
  const std::string text = "secret x not found anywhere\nsecret x\n";
  matcher.scan(text, scan);
  EXPECT_EQ(matcher.candidates(0, 0, text.find('\n'), scan).expressions, std::vector{expression});
  EXPECT_EQ(matcher.candidates(0, text.find('\n') + 1, text.size(), scan).expressions, std::vector<int>());
}

// Every shipped expression on every line: what matches was shown, wherever the line lies and whatever is around it.
TEST(LineMatcher, ShowsALineOfEachKindToEveryExpressionThatMatchesIt) {
  ResourceStore store;
  store.add(triage_data());
  const auto book = RuleBook::load(store);
  ASSERT_TRUE(book);
  const LogPatterns& patterns = book->log_patterns();
  const LineMatcher& matcher = patterns.matcher();
  std::set<std::size_t> expressions;
  for (const LinePattern& pattern : patterns.patterns()) expressions.insert(pattern.expression);
  const std::vector<std::size_t> kinds = {LogPatterns::k_other, LogPatterns::k_requests,
                                          patterns.kind_of("DnsResultionFailed"), patterns.kind_of("Error")};
  LineMatcher::Scan scan;
  std::set<std::size_t> matched;
  for (const EmbeddedFile& file : triage_data()) {  // rules with their examples: text of all kinds, in lines
    for (std::size_t pass = 0; pass < kinds.size() + 3; ++pass) {
      const std::size_t shift = pass % 4;
      const std::size_t kind = kinds[pass < 4 ? 0 : pass - 3];
      const std::string text = std::string(shift, '\n').append(file.bytes);
      matcher.scan(text, scan);
      for (std::size_t begin = shift; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = std::string_view(text).substr(begin, end - begin);
        const std::vector<int>& shown = matcher.candidates(kind, begin, end, scan).expressions;
        for (const std::size_t expression : expressions) {
          if (shift != 0 && line.size() % 4 != shift) continue;  // a fourth of them is enough elsewhere
          if (patterns.patterns_of(expression, kind).empty() || !matcher.matches(expression, line)) continue;
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
