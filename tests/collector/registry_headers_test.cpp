#include "collector/registry_headers.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

constexpr const char* k_base = "https://mirror.example:5000";

TEST(RegistryHeaders, FollowOnlyToTheSameServer) {
  EXPECT_EQ(target_on(k_base, "/v2/a/tags/list?last=b&n=2"), "/v2/a/tags/list?last=b&n=2");
  EXPECT_EQ(target_on(k_base, "https://Mirror.example:5000/v2/#part"), "/v2/");
  EXPECT_EQ(target_on("https://mirror.example", "https://mirror.example:443/v2/"), "/v2/");
  EXPECT_EQ(target_on("https://mirror.example:443", "https://mirror.example/v2/"), "/v2/");
  for (const char* url :
       {"", "https://mirror.example/v2/", "http://mirror.example:5000/v2/", "https://mirror.example:50001/v2/",
        "https://mirror.example:5000.evil.example/v2/", "https://mirror.example:5000@evil.example/v2/",
        "//evil.example/v2/", "/\\evil.example/v2/", "https://mirror.example:5000\\@evil.example/", "v2/a",
        "/v2/\r\nX: y", "/v2/ a", "https://mirror.example:5000", "https://mirror.example:5000?x=/v2/"}) {
    EXPECT_EQ(target_on(k_base, url), std::nullopt) << url;
  }
  EXPECT_EQ(target_on(k_base, "/" + std::string(4000, 'a')), std::nullopt);
}

TEST(RegistryHeaders, FindTheNextPage) {
  EXPECT_EQ(next_link(R"(</v2/a/tags/list?n=2>; rel="next")"), "/v2/a/tags/list?n=2");
  EXPECT_EQ(next_link(R"(</first>; rel=first, </next>; title="x, y"; Rel=NEXT)"), "/next");
  EXPECT_EQ(next_link(R"(</first>; rel="first")"), std::nullopt);
  for (const char* header : {"", "<", "</a", "</a>", "rel=next", "</a>; rel", R"(</a>; rel="next)"}) {
    EXPECT_EQ(next_link(header), std::nullopt) << header;
  }
}

TEST(RegistryHeaders, ReadAChallenge) {
  const auto found =
      bearer_challenge(R"(Bearer realm="https://mirror.example/token?x=1",service="mirror",scope="repository:a:pull")");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->realm, "https://mirror.example/token?x=1");
  EXPECT_EQ(found->service, "mirror");
  EXPECT_EQ(bearer_challenge("bearer realm=/token, service=mirror")->service, "mirror");
  for (const char* header :
       {"", "Basic realm=\"x\"", "Bearer", "Bearer service=\"x\"", "Bearer realm=\"x", "Bearer ="}) {
    EXPECT_FALSE(bearer_challenge(header)) << header;
  }
}

TEST(RegistryHeaders, EncodeWhatGoesIntoAQuery) {
  EXPECT_EQ(query_value("repository:a/b:pull"), "repository%3Aa%2Fb%3Apull");
  EXPECT_EQ(query_value("a&b=\xff c~"), "a%26b%3D%FF%20c~");
}

TEST(TokenPlace, IsAnHttpsNameAndNothingElse) {
  const auto place = token_place("HTTPS://Auth.Example:8443/v2/token?a=b#c");
  ASSERT_TRUE(place);
  EXPECT_EQ(place->base(), "https://auth.example:8443");
  EXPECT_EQ(place->host, "auth.example");
  EXPECT_EQ(place->target, "/v2/token?a=b");
  ASSERT_TRUE(token_place("https://auth.example/"));
  EXPECT_EQ(token_place("https://auth.example/")->base(), "https://auth.example");
  for (const char* url :
       {"", "/token", "//auth.example/token", "http://auth.example/token", "ftp://auth.example/token", "https:///token",
        "https://auth.example", "https://user:pw@auth.example/token", "https://user@auth.example/token",
        "https://10.0.0.1/token", "https://[::1]/token", "https://auth.example:0/token", "https://auth.example:x/token",
        "https://auth.example/to ken", "https://auth.example\\token", "https://a b/token"}) {
    EXPECT_FALSE(token_place(url)) << url;
  }
}

}  // namespace
}  // namespace sgw::collector
