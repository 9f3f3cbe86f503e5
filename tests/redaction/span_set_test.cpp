#include "redaction/span_set.hpp"

#include <gtest/gtest.h>

namespace sgw::redaction {
namespace {

const RuleLabel k_secret{"a", "secret", Mint::placeholder, false, 1};
const RuleLabel k_token{"t", "gateway-token", Mint::gateway_token, false, 2};
const RuleLabel k_name{"n", "email", Mint::placeholder, true, 3};

struct Got {
  std::size_t begin, end;
  std::string what;
  friend bool operator==(const Got&, const Got&) = default;
};
std::vector<Got> of(Finds finds, std::string_view text) {
  std::vector<Got> got;
  for (const Find& find : disjoint(std::move(finds), text)) got.push_back({find.begin, find.end, find.label->what});
  return got;
}
Find at(std::size_t begin, std::size_t end, const RuleLabel& label) { return {begin, end, &label, {}, false}; }

TEST(SpanSet, UnitesWhatOverlapsAndKeepsNeighboursApart) {
  const std::string text(20, 'x');
  EXPECT_EQ(of({at(5, 9, k_secret), at(2, 6, k_secret), at(9, 11, k_secret)}, text),
            (std::vector<Got>{{2, 9, "secret"}, {9, 11, "secret"}}));
  EXPECT_EQ(of({at(0, 10, k_secret), at(3, 8, k_token)}, text), (std::vector<Got>{{0, 10, "gateway-token"}}));
}

TEST(SpanSet, KeepsABareNumberOneByWhateverItWasFound) {
  const std::string text(20, '1');
  for (const bool first : {false, true}) {
    Finds finds{{2, 9, &k_secret, {}, first}, {2, 9, &k_secret, {}, !first}};
    const Finds united = disjoint(std::move(finds), text);
    ASSERT_EQ(united.size(), 1U);
    EXPECT_TRUE(united.front().quoted);
  }
}

TEST(SpanSet, LetsAnIdentifierYieldToASecret) {
  const std::string text = "u:pw@contoso.example rest";
  EXPECT_EQ(of({at(2, 4, k_secret), at(2, 20, k_name)}, text), (std::vector<Got>{{2, 4, "secret"}}));
  EXPECT_EQ(of({at(2, 3, k_secret), at(2, 20, k_name)}, text), (std::vector<Got>{{2, 20, "secret"}}));
  EXPECT_EQ(of({at(2, 20, k_name)}, text), (std::vector<Got>{{2, 20, "email"}}));
}

TEST(SpanSet, LeavesPlaceholdersAlone) {
  const std::string mark = "<redacted:token:01234567>";
  EXPECT_EQ(of({at(0, mark.size(), k_secret)}, mark), std::vector<Got>{});
  EXPECT_EQ(of({at(0, mark.size() + 4, k_secret)}, "ab" + mark + "cd"),
            (std::vector<Got>{{0, 2, "secret"}, {27, 29, "secret"}}));
  const std::string gateway = "<redacted:gateway-token:01234567 gw=hidden-secret exp=2026-12-23T23:55Z>";
  EXPECT_EQ(of({at(0, gateway.size(), k_secret)}, gateway), std::vector<Got>{}) << "the id is shown on purpose";
  EXPECT_EQ(of({at(36, 49, k_secret)}, gateway), (std::vector<Got>{{36, 49, "secret"}}))
      << "what is a secret by itself does not hide in the id";
  EXPECT_EQ(of({at(0, 24, k_secret)}, "<redacted:token:0123456>"), (std::vector<Got>{{0, 24, "secret"}}))
      << "seven digits are no tag";
}

}  // namespace
}  // namespace sgw::redaction
