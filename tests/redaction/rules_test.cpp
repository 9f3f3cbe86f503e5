#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Row {
  const char* in;
  const char* gone;  // must not be in what comes out
  const char* kept;  // must be
};

class Secrets : public testing::TestWithParam<Row> {};

TEST_P(Secrets, AreGoneAndWhatIsAroundThemStays) {
  const std::string out = masked(GetParam().in);
  EXPECT_THAT(out, Not(HasSubstr(GetParam().gone)));
  EXPECT_THAT(out, HasSubstr(GetParam().kept));
  EXPECT_THAT(out, HasSubstr("<redacted:"));
  EXPECT_EQ(masked(out), out) << "masking twice changes nothing";
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Secrets,
    testing::Values(
        Row{"sent Authorization: Bearer abcdef123456 to x", "abcdef123456", "Bearer <redacted:token:"},
        Row{"proxy-authorization: Basic b3BzOmh1bnRlcjI=", "b3Bz", "Basic <redacted:"},
        Row{"Ocp-Apim-Subscription-Key: 0123456789abcdef0123456789abcdef", "0123456789abcdef",
            "Ocp-Apim-Subscription-Key: "},
        Row{"GET /e?subscription-key=0123456789abcdef0123456789abcdef&page=2", "0123456789abcdef", "&page=2"},
        Row{"backendUrl: /e?subscription-key=a7****, url: /e?subscription-key=0123456789abcdef0123456789abcdef",
            "0123456789abcdef", "url: "},
        Row{"https://c.blob.core.windows.net/x?se=2026-12-23&sig=abcdefghij%2Bklmnop%3D&sp=r", "klmnop",
            "se=2026-12-23"},
        Row{"AccountName=contoso;AccountKey=AAAABBBBCCCCDDDD+/==;EndpointSuffix=x", "BBBBCCCC", ";EndpointSuffix=x"},
        Row{"Endpoint=sb://c/;SharedAccessKeyName=Root;SharedAccessKey=AAAABBBBCCCCDDDD=", "BBBBCCCC",
            "SharedAccessKeyName=Root"},
        Row{"Server=db;User Id=sa;Password=\"a;b'c\";Encrypt=yes", "a;b'c", ";Encrypt=yes"},
        Row{"Server=db;Pwd=p&s,s;w;Encrypt=yes", "p&s", ";Encrypt=yes"},
        Row{"cache:6380,password=p=a,s,ssl=True,abortConnect=False", "p=a", ",ssl=True"},
        Row{"secret aB18Q~abcdefghijklmnopqrstuvwxyz01234567.x", "8Q~abc", "secret "},
        Row{"https://ops:hunter2@proxy.corp.example:3128/", "hunter2", "@proxy.corp.example:3128/"},
        Row{"git clone https://0123456789abcdef@git.example/x", "0123456789abcdef", "@git.example"},
        Row{"Set-Cookie: ARRAffinity=8f7a6b5c4d; Path=/; HttpOnly", "8f7a6b5c4d", "Set-Cookie: "},
        Row{"id eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJl end", "eyJzdWIi", " end"},
        Row{"run --client-secret 9f8e7d6c5b --verbose", "9f8e7d6c5b", "--verbose"},
        Row{"<add key=\"Db.Password\" value=\"hunter2x\"/>", "hunter2x", "Db.Password"},
        Row{"<apiKey>hunter2x</apiKey>", "hunter2x", "</apiKey>"},
        Row{"{\"headers\":[{\"name\":\"x-functions-key\",\"value\":\"hunter2x\"}]}", "hunter2x", "x-functions-key"},
        Row{"{\\\"clientSecret\\\":\\\"hunter2x\\\"}", "hunter2x", "clientSecret"},
        Row{"{\"m\":\"{\\\"a\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"hunter2x\\\\\\\"}\\\"}\"}", "hunter2x",
            "password"},
        Row{"returnUrl=%2Fx%3Faccess_token%3Dhunter2xhunter", "hunter2x", "returnUrl"},
        Row{"{\"password\":12345678}", "12345678", "\"<redacted:"},
        Row{"db.password: correct horse battery staple", "horse", "db.password: "},
        Row{"pass\xffword=1 password=abc\xff\xfe"
            "def123 x",
            "def123", " x"},
        Row{"pass\rword: x, password=abc\x01"
            "def",
            "def", "pass\rword: "}));

TEST(Rules, KeepTheIdAndExpiryOfAGatewayTokenInEveryEncoding) {
  const std::string shown = masked("GatewayKey " + k_token);
  EXPECT_THAT(
      shown, testing::MatchesRegex("GatewayKey <redacted:gateway-token:[0-9a-f]{8} gw=gw-west exp=2026-12-23T23:55Z>"));
  const std::string placeholder = shown.substr(shown.find('<'));
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
    return text;
  };
  const std::string json = replaced(replaced(k_token, "&", "\\u0026"), "+", "\\u002B");
  const std::string percent = replaced(replaced(replaced(k_token, "&", "%26"), "+", "%2B"), "/", "%2f");
  for (const auto& text : {k_token, json, percent, replaced(k_token, "&", "&amp;"), replaced(percent, "%", "%25")}) {
    EXPECT_EQ(masked("v=" + text), "v=" + placeholder) << text;
  }
  EXPECT_EQ(masked("config.service.auth=GatewayKey " + k_token + "\n", Format::env),
            "config.service.auth=GatewayKey " + placeholder + "\n");
  EXPECT_THAT(masked("{\"a\":\"" + json + "\"}", Format::json), HasSubstr(placeholder));
}

TEST(Rules, ShowNoIdThatIsSomethingElse) {
  const std::string out = masked("GatewayKey jane@contoso.example&202613452355&" + k_signature);
  EXPECT_THAT(out, HasSubstr(" gw=redacted>"));
  EXPECT_THAT(out, Not(HasSubstr("jane")));
}

class Innocent : public testing::TestWithParam<const char*> {};

TEST_P(Innocent, TextStaysAsItIs) { EXPECT_EQ(masked(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Logs, Innocent,
    testing::Values(
        "   at A.B(CancellationToken cancellationToken) in D:\\a\\1\\s\\src\\Pool.cs:line 12",
        "System.Net.Http, Version=4.2.2.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
        "the token expired; secretRef: gw; keyType: RSA; tokenAudience=https://azure-api.net/", "version: 2.10.3197.0",
        R"({"tag": "2.5.0.0", "tag_reported":"2.7.1.0","tag_requested": "2.7.2.0", "previous_tag": "2.6.1.0"})",
        R"({"other_tag": "2.5.12.3"})", "cookie header removed in southeastasia",
        "Invalid token: The server answered 401",
        "Could not acquire token: AADSTS7000215: Invalid client secret provided.",
        "time 07:39:54.666, 127.0.0.1, 169.254.169.254, 168.63.129.16, ::1, fe80::1, 255.255.255.0, std::string",
        "correlationId: 5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab, url: https://contoso.azure-api.net/status",
        "/subscriptions/5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab/resourceGroups/rg", "{\"tokens\":4096,\"secret\":true}",
        "image mcr.microsoft.com/azure-api-management/gateway:2.9.0@sha256:0123456789abcdef",
        "integrity sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
        "expected -----BEGIN PRIVATE KEY----- but found nothing", "-----BEGIN CERTIFICATE-----"));

TEST(Rules, MaskAnAddressWhereATagMightStand) {
  for (const char* text : {R"({"tag": "10.1.2.3"})", R"({"tag": "203.0.113.7"})", R"({"vintage": "8.1.2.3"})",
                           "the tag 8.1.2.3 of a host", R"({"host_tag": "8.1.2.3"})"}) {
    EXPECT_NE(masked(text), text) << text;
  }
}

TEST(Rules, OfTheStrictProfileMaskHostsResourcesAndGuids) {
  const auto strict = make_redactor(redaction::Profile::strict);
  const std::string out = masked(strict,
                                 "https://contoso.configuration.azure-api.net/subscriptions/"
                                 "5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab/resourceGroups/rg-prod at 168.63.129.16");
  EXPECT_THAT(out, Not(testing::AnyOf(HasSubstr("contoso"), HasSubstr("5fa1c2d3"), HasSubstr("rg-prod"))));
  EXPECT_THAT(out, testing::AllOf(HasSubstr("azure-api.net"), HasSubstr("168.63.129.16")));
}

TEST(Rules, HaveExamplesThatHold) {
  EXPECT_TRUE(shared_redactor().test_examples().empty());
  EXPECT_GE(shared_redactor().rules().size(), 50U);
}

TEST(Rules, PassTheirSelfTest) {
  EXPECT_TRUE(shared_redactor().self_test());
  EXPECT_TRUE(make_redactor(redaction::Profile::strict).self_test());
}

}  // namespace
}  // namespace sgw::test
