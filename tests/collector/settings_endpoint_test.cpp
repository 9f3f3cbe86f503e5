#include "collector/settings_endpoint.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

struct EndpointCase {
  std::string value;
  std::string form;
  std::string host;
  int port;
  std::vector<std::string> problems;
};

void PrintTo(const EndpointCase& row, std::ostream* out) { *out << row.value; }

class ParseEndpoint : public testing::TestWithParam<EndpointCase> {};

TEST_P(ParseEndpoint, TellsFormHostAndProblems) {
  const EndpointCase& row = GetParam();
  const EndpointFacts facts = parse_endpoint(row.value);
  EXPECT_EQ(facts.form, row.form);
  EXPECT_EQ(facts.host, row.host);
  EXPECT_EQ(facts.port, row.port);
  EXPECT_EQ(facts.problems, row.problems);
  EXPECT_EQ(facts.usable, row.form != "invalid");
}

INSTANTIATE_TEST_SUITE_P(
    , ParseEndpoint,
    testing::Values(
        EndpointCase{"contoso.configuration.azure-api.net", "v2", "contoso.configuration.azure-api.net", 443, {}},
        EndpointCase{"https://Contoso.Configuration.azure-api.us", "v2", "contoso.configuration.azure-api.us", 443, {}},
        EndpointCase{"https://contoso.configuration.azure-api.net/",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     443,
                     {"trailing-slash"}},
        EndpointCase{"https://contoso.configuration.azure-api.net///",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     443,
                     {"trailing-slash"}},
        EndpointCase{"https://contoso.configuration.azure-api.net/x",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     443,
                     {"has-path"}},
        EndpointCase{"http://contoso.configuration.azure-api.net",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     80,
                     {"http-scheme"}},
        EndpointCase{
            "https://contoso.management.azure-api.net/subscriptions/1/service/contoso?api-version=2021-01-01-preview",
            "v1",
            "contoso.management.azure-api.net",
            443,
            {"v1-endpoint", "has-path"}},
        EndpointCase{"contoso.azure-api.net", "gateway-host", "contoso.azure-api.net", 443, {"gateway-host"}},
        EndpointCase{"config.contoso.example:8443", "custom", "config.contoso.example", 8443, {}},
        EndpointCase{"https://[2001:db8::1]:444", "custom", "2001:db8::1", 444, {}},
        EndpointCase{
            "\"contoso.configuration.azure-api.net\"", "v2", "contoso.configuration.azure-api.net", 443, {"quoted"}},
        EndpointCase{"contoso.configuration.azure-api.net \r\n",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     443,
                     {"trailing-newline", "trailing-blank"}},
        EndpointCase{"", "invalid", "", 443, {"empty"}}, EndpointCase{"  ", "invalid", "", 443, {"empty"}},
        EndpointCase{"ftp://host", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"https://", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"host:port", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"host:0", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"host:70000", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"https://" + std::string(300, 'a') + ".example", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"https://b\xc3\xbc"
                     "cher.example",
                     "invalid",
                     "",
                     443,
                     {"not-a-url"}},
        EndpointCase{
            "https://contoso.configuration.azure-api.net.", "v2", "contoso.configuration.azure-api.net", 443, {}},
        EndpointCase{"https://contoso.configuration.azure-api.net.:443/",
                     "v2",
                     "contoso.configuration.azure-api.net",
                     443,
                     {"trailing-slash"}},
        EndpointCase{"https://.", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"my host", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"<endpoint>", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"https://[::1", "invalid", "", 443, {"not-a-url"}},
        EndpointCase{"https://user:pass@config.contoso.example", "custom", "config.contoso.example", 443, {}}));

TEST(UrlCredentials, AreWhatStandsBeforeTheLastAt) {
  EXPECT_EQ(url_credentials("http://user:p@ss@proxy:3128/x"), "user:p@ss");
  EXPECT_EQ(url_credentials("user:pass@proxy:3128"), "user:pass");
  EXPECT_EQ(url_credentials("http://proxy:3128/path@x"), "");
}

TEST(UrlHost, LeavesOutEverythingElse) {
  EXPECT_EQ(url_host("http://user:pass@Proxy.Contoso.example:3128/x"), "proxy.contoso.example");
  EXPECT_EQ(url_host("[::1]:80"), "::1");
  EXPECT_EQ(url_host(""), "");
}

}  // namespace
}  // namespace sgw::collector
