#include "redaction/revealer.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sgw::redaction {
namespace {

class Reveal : public testing::Test {
 protected:
  Reveal() {
    map_.record("<redacted:email:0123abcd>", "jane@contoso.example");
    map_.record("<redacted:azure-host:89abcdef>", "gw.contoso.example");
    map_.record("10.9.8.7", "10.1.2.3");
    map_.record("2001:db8::9", "2001:db8::7");
  }
  std::string revealed(std::string_view text) { return reveal(text, map_, count_); }

  PseudonymMap map_;
  RevealCount count_;
};

TEST_F(Reveal, ReplacesPseudonymsInEveryFormThatARepliesGiveThem) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"ask <redacted:email:0123abcd>.", "ask jane@contoso.example."},
      {"ask redacted:email:0123abcd today", "ask jane@contoso.example today"},
      {"<b>&lt;redacted:email:0123abcd&gt;</b>", "<b>jane@contoso.example</b>"},
      {R"({"by":"\u003credacted:email:0123abcd\u003e"})", R"({"by":"jane@contoso.example"})"},
      {"see logs/redacted-email-0123abcd/a.log", "see logs/jane@contoso.example/a.log"},
      {"see redacted-azure-host-89abcdef.log", "see gw.contoso.example.log"},
      {"https://<redacted:azure-host:89abcdef>:443/", "https://gw.contoso.example:443/"},
      {"10.9.8.7", "10.1.2.3"},
      {"route 10.9.8.7/32, then 10.9.8.7:8080.", "route 10.1.2.3/32, then 10.1.2.3:8080."},
      {"It is 10.9.8.7.", "It is 10.1.2.3."},
      {"gw-10.9.8.7:443", "gw-10.1.2.3:443"},
      {"[2001:db8::9]:443", "[2001:db8::7]:443"},
      {"address 2001:DB8::9: up", "address 2001:db8::7: up"},
      {"::ffff:10.9.8.7", "::ffff:10.1.2.3"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(revealed(text), expected) << text;
  EXPECT_EQ(count_.left, 0U);
  EXPECT_EQ(count_.replaced, cases.size() + 1);
}

TEST_F(Reveal, LeavesEverythingElse) {
  const std::vector<std::string_view> cases = {
      "",
      "<redacted:password:01234567>",
      "<redacted:gateway-token:01234567 gw=west exp=2026-12-23T23:55Z>",
      "110.9.8.7 and 10.9.8.77 and 10.9.8.7.1 and v10.9.8.7x",
      "2001:db8::9:1 and a2001:db8::9",
      "unredacted:email:0123abcd",
      "redacted:email:0123abcdef",
      "redacted",
      "redacted:",
      "redacted-",
      "<redacted::0123abcd>",
      "the ::: of \\u003c and &lt; and <",
  };
  for (const std::string_view text : cases) EXPECT_EQ(revealed(text), text);
  EXPECT_EQ(count_.replaced, 0U);
}

TEST_F(Reveal, CountsThePlaceholdersThatStay) {
  EXPECT_EQ(revealed("<redacted:password:01234567> <redacted:email:76543210>"),
            "<redacted:password:01234567> <redacted:email:76543210>");
  EXPECT_EQ(count_.left, 2U);
}

}  // namespace
}  // namespace sgw::redaction
