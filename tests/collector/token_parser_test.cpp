#include "collector/token_parser.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using Faults = std::vector<std::string>;

const std::string k_signature = std::string(86, 'k') + "==";
const std::string k_token = "GatewayKey gw-1&202612312359&" + k_signature;

TEST(TokenParser, ReadsIdAndExpiryOfAGoodToken) {
  const TokenFacts facts = parse_token(k_token, TokenPrefix::required);
  EXPECT_TRUE(facts.well_formed);
  EXPECT_EQ(facts.gateway_id, "gw-1");
  ASSERT_TRUE(facts.expires);
  EXPECT_EQ(format_time(*facts.expires), "2026-12-31T23:59:00Z");
  EXPECT_EQ(facts.faults, Faults{});
}

struct FaultCase {
  const char* name;
  std::string value;
  Faults faults;
};

class TokenParserFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(TokenParserFaults, AreNamed) {
  const TokenFacts facts = parse_token(GetParam().value, TokenPrefix::required);
  EXPECT_EQ(facts.faults, GetParam().faults);
  EXPECT_FALSE(facts.well_formed);
}

INSTANTIATE_TEST_SUITE_P(
    , TokenParserFaults,
    testing::Values(FaultCase{"Empty", "", {"empty"}}, FaultCase{"OnlyBlanks", " \n", {"empty"}},
                    FaultCase{"MissingPrefix", "gw-1&202612312359&" + k_signature, {"missing-prefix"}},
                    FaultCase{"OtherCase", "gatewaykey gw-1&202612312359&" + k_signature, {"missing-prefix"}},
                    FaultCase{"Quoted", "\"" + k_token + "\"", {"quoted"}},
                    FaultCase{"TrailingBlank", k_token + " ", {"trailing-blank"}},
                    FaultCase{"LeadingBlank", " " + k_token, {"leading-blank"}},
                    FaultCase{"TrailingNewline", k_token + "\r\n", {"trailing-newline"}},
                    FaultCase{"NoParts", "GatewayKey abc", {"missing-parts"}},
                    FaultCase{"TwoParts", "GatewayKey gw&202612312359", {"missing-parts"}},
                    FaultCase{"EmptyId", "GatewayKey &202612312359&" + k_signature, {"missing-parts"}},
                    FaultCase{"ExpiryTooShort", "GatewayKey gw&20261231&" + k_signature, {"bad-expiry"}},
                    FaultCase{"ExpiryNoDate", "GatewayKey gw&202613312359&" + k_signature, {"bad-expiry"}},
                    FaultCase{"ShortSignature", "GatewayKey gw&202612312359&c2hvcnQ=", {"bad-signature"}},
                    FaultCase{"CutAtAmpersand", "GatewayKey gw", {"missing-parts"}},
                    FaultCase{"Several",
                              "\"gw&2026&x\" ",
                              {"missing-prefix", "quoted", "trailing-blank", "bad-expiry", "bad-signature"}}),
    [](const auto& row) { return row.param.name; });

TEST(TokenParser, TellsWhatItCanOfADamagedToken) {
  const TokenFacts facts = parse_token("gw-1&202612312359&short", TokenPrefix::required);
  EXPECT_EQ(facts.gateway_id, "gw-1");
  EXPECT_TRUE(facts.expires);
}

TEST(TokenParser, TellsNoIdWhenThePartsAreNotWhatTheySeem) {
  EXPECT_EQ(parse_token("GatewayKey mysecret&another&third", TokenPrefix::required).gateway_id, "");
  EXPECT_EQ(parse_token("GatewayKey " + std::string(81, 'i') + "&202612312359&x", TokenPrefix::required).gateway_id,
            "");
}

TEST(TokenParser, TakesATokenWithoutThePrefixWhereThatMayBe) {
  EXPECT_TRUE(parse_token("gw&202612312359&" + k_signature, TokenPrefix::optional).well_formed);
  EXPECT_TRUE(parse_token(k_token, TokenPrefix::optional).well_formed);
}

TEST(LooksLikeToken, AlsoKnowsDamagedOnes) {
  EXPECT_TRUE(looks_like_token(k_token));
  EXPECT_TRUE(looks_like_token("GatewayKey"));
  EXPECT_TRUE(looks_like_token("'gw&202612312359&x'"));
  for (const char* value : {"", "azureAdApp", "key", "a&b&c", "https://host/?a=1&b=2&c=3"})
    EXPECT_FALSE(looks_like_token(value)) << value;
}

TEST(TokenSignature, IsThePartBehindTheLastAmpersand) {
  EXPECT_EQ(token_signature("\"" + k_token + "\" "), k_signature);
  EXPECT_EQ(token_signature("no parts"), "");
}

}  // namespace
}  // namespace sgw::collector
