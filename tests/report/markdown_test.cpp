#include "src/report/markdown.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sgw::report {
namespace {

struct Case {
  Literal text;
  std::string_view markdown;
};

TEST(MarkdownWords, LetNothingInDataBecomeMarkup) {
  const std::vector<Case> cases = {
      {"plain words, 2.10.0 (supported)", "plain words, 2.10.0 (supported)"},
      {"<script>alert(1)</script>", R"(\<script\>alert(1)\</script\>)"},
      {"![x](http://evil.test)", R"(!\[x\](http\://evil.test))"},
      {"a | b", "a \\| b"},
      {"*bold* _it_ `code` ~~gone~~", R"(\*bold\* \_it\_ \`code\` \~\~gone\~\~)"},
      {"# heading", "\\# heading"},
      {"not # heading", "not # heading"},
      {"- item", "\\- item"},
      {"1. item", "1\\. item"},
      {"12) item", "12\\) item"},
      {"2.8.1 is old", "2.8.1 is old"},
      {"see www.evil.test and HTTPS://evil.test", "see www\\.evil.test and HTTPS\\://evil.test"},
      {"mail a@b.test", "mail a\\@b.test"},
      {"&lt; and \\", R"(\&lt; and \\)"},
      {"two\nlines", "two lines"},
      {"    four blanks make code", "four blanks make code"},
      {"\x1b[31mred\x1b[0m", "red"},
      {"$math$", "\\$math\\$"},
      {"", ""},
      {"   ", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(markdown_words(SafeText(one.text)).view(), one.markdown);
}

TEST(MarkdownWords, KeepWhatIsCopiedAsItIs) {
  const std::vector<Case> cases = {
      {"ask <redacted:email:723a572d>.", "ask `<redacted:email:723a572d>`."},
      {"<redacted:azure-host:0011aabb>.azure-api.net", "`<redacted:azure-host:0011aabb>`.azure-api.net"},
      {"<redacted:user:0011aabb><redacted:user:ccdd2233>", "`<redacted:user:0011aabb><redacted:user:ccdd2233>`"},
      {"<redacted:gateway-token:723a572d gw=my_gw exp=2026-12-23T23:55Z>",
       "`<redacted:gateway-token:723a572d gw=my_gw exp=2026-12-23T23:55Z>`"},
      {"`<redacted:user:0011aabb>`", "\\``<redacted:user:0011aabb>`\\`"},
      {"HTTPS_PROXY and no_proxy", "HTTPS_PROXY and no_proxy"},
      // Not what the gate writes: data that would end the code span or the cell of a table.
      {"<redacted:gateway-token:723a572d gw=a`b>", "\\<redacted:gateway-token:723a572d gw=a\\`b\\>"},
      {"<redacted:x|y>", "\\<redacted:x\\|y\\>"},
      {"<redacted:email", "\\<redacted:email"},
      {"_a_ and a_", "\\_a\\_ and a\\_"},
  };
  for (const Case& one : cases) EXPECT_EQ(markdown_words(SafeText(one.text)).view(), one.markdown);
}

TEST(MarkdownCode, HoldsAnyNumberOfBackticks) {
  const std::vector<Case> cases = {
      {"plain", "`plain`"},
      {"a ` b", "``a ` b``"},
      {"`quoted`", "`` `quoted` ``"},
      {"``` fence", "```` ``` fence ````"},
      {"<b> & *x*", "`<b> & *x*`"},
      {"two\nlines", "`two lines`"},
      {"", "–"},
  };
  for (const Case& one : cases) EXPECT_EQ(markdown_code(SafeText(one.text)).view(), one.markdown);
}

TEST(Joined, PutsTheSeparatorBetweenParts) {
  EXPECT_EQ(joined({SafeText("a"), SafeText("b")}, ", ").view(), "a, b");
  EXPECT_EQ(joined({}, ", ").view(), "");
}

}  // namespace
}  // namespace sgw::report
