#include "collector/probe_auth.hpp"

#include "collector/probe_ladder.hpp"
#include "collector/probe_report.hpp"
#include "collector/probe_series.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/tls_material.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string k_host = "127.0.0.1";
const std::string k_token = "GatewayKey gw&202612010000&c2VjcmV0c2VjcmV0c2VjcmV0";

class ProbeAuth : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::find_program("nginx") || !test::find_program("openssl"))
      GTEST_SKIP() << "nginx or openssl is not installed";
    tls = std::make_unique<test::TlsMaterial>();
    options.tls.ca_file = tls->root();
    options.limits.ladder = std::chrono::seconds(60);
  }

  LadderResult climb_to(const test::NginxServer& server, std::size_t site = 0) {
    ProbeTask task;
    task.host = k_host;
    task.port = server.port(site);
    options.auth = AuthRequest{.host = k_host, .port = task.port, .gateway = "my gw", .authorization = k_token};
    ProbeSeries series = climb_repeatedly(task, 1, options, probe_context(), calls_to(sink));
    report = probe_report(task, series, {ProbePurpose::configuration_endpoint});
    return std::move(series.shown);
  }

  std::unique_ptr<test::TlsMaterial> tls;
  ProbeOptions options;
  test::MemoryRawSink sink;
  std::string report;
};

TEST_F(ProbeAuth, AsksAsTheGatewayDoesAndKeepsTheTokenToItself) {
  const test::NginxServer server(std::vector<test::NginxSite>{
      {.tls = tls->leaf_for_address(k_host), .directives = "location / { return 200 'private configuration'; }"}});
  const LadderResult result = climb_to(server);
  EXPECT_TRUE(result.whole());
  EXPECT_EQ(to_literal(result.auth.status).view(), "ok");
  EXPECT_EQ(result.auth.code, 200);
  const std::string log = server.access_log(2);
  EXPECT_THAT(log, HasSubstr("GET / authorization=- "));
  EXPECT_THAT(log, HasSubstr("GET /gateways/my%20gw/events?$top=1 authorization=" + k_token));
  EXPECT_THAT(report, HasSubstr("\"auth\""));
  for (const std::string secret : {"GatewayKey", "c2VjcmV0", "private configuration"}) {
    EXPECT_THAT(report, Not(HasSubstr(secret)));
    for (const auto& call : sink.calls) EXPECT_THAT(call.target, Not(HasSubstr(secret)));
  }
}

TEST_F(ProbeAuth, NamesEachRefusal) {
  const std::vector<std::pair<int, std::string>> cases{{401, "unauthorized"}, {403, "forbidden"},    {404, "not-found"},
                                                       {429, "throttled"},    {500, "server-error"}, {302, "rejected"}};
  const auto files = tls->leaf_for_address(k_host);
  std::vector<test::NginxSite> sites;
  for (const auto& [code, word] : cases) {
    sites.push_back(
        {.tls = files,
         .directives = "location /gateways { return " + std::to_string(code) + "; } location / { return 404; }"});
  }
  const test::NginxServer server(sites);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const LadderResult result = climb_to(server, i);
    EXPECT_EQ(to_literal(result.auth.status).view(), cases[i].second);
    EXPECT_EQ(result.auth.code, cases[i].first);
    EXPECT_EQ(result.broken, Rung::auth);
  }
}

TEST_F(ProbeAuth, SendsTheTokenToNobodyWhoDoesNotProveToBeTheEndpoint) {
  const auto resigned = tls->signed_by("/O=Zscaler Inc./CN=Zscaler Root CA", "localhost");
  const test::NginxServer server({
      {.tls = tls->self_signed(k_host)},
      {.tls = tls->intercepted(k_host)},
      {.tls = tls->leaf("other.example")},
      {.tls = tls->dated("localhost", "20200101000000Z", "20210101000000Z")},
      {.tls = resigned},
  });
  for (std::size_t site = 0; site < 3; ++site) {
    EXPECT_EQ(to_literal(climb_to(server, site).auth.status).view(), "skipped");
  }
  const auto try_at = [&](std::size_t site, const std::filesystem::path& ca, const AuthRequest& request) {
    const ProbeWay way{.host = "localhost", .port = server.port(site), .proxy = {}, .address = k_host};
    return std::string(
        to_literal(check_auth(way, request, {.ca_file = ca}, plenty_of_time(), calls_to(sink)).status).view());
  };
  const auto request_for = [&](std::size_t site) {
    return AuthRequest{.host = "LOCALHOST.", .port = server.port(site), .gateway = "gw", .authorization = k_token};
  };
  EXPECT_EQ(try_at(0, tls->root(), request_for(0)), "withheld");
  EXPECT_EQ(try_at(2, tls->root(), request_for(2)), "withheld");
  EXPECT_EQ(try_at(3, tls->root(), request_for(3)), "withheld");  // out of its dates
  // An interceptor that this host has been told to trust.
  EXPECT_EQ(try_at(4, test::TlsMaterial::ca_of(resigned), request_for(4)), "withheld");
  EXPECT_EQ(server.access_log(0), "");
}

TEST_F(ProbeAuth, SendsTheTokenToItsOwnHostAndPortAlone) {
  const test::NginxServer server({{.tls = tls->leaf("localhost")}});
  const ProbeWay way{.host = "localhost", .port = server.port(), .proxy = {}, .address = k_host};
  const auto try_with = [&](const AuthRequest& request) {
    return std::string(
        to_literal(check_auth(way, request, options.tls, plenty_of_time(), calls_to(sink)).status).view());
  };
  const AuthRequest good{.host = "localhost", .port = server.port(), .gateway = "gw", .authorization = k_token};
  AuthRequest other = good;
  other.host = "login.microsoftonline.com";
  EXPECT_EQ(try_with(other), "skipped");
  other = good;
  other.port = 443;
  EXPECT_EQ(try_with(other), "skipped");
  other = good;
  other.authorization = "GatewayKey x\r\nX-Evil: 1";
  EXPECT_EQ(try_with(other), "withheld");
  other.authorization = "";
  EXPECT_EQ(try_with(other), "withheld");
  EXPECT_EQ(server.access_log(0), "");
  EXPECT_EQ(try_with(good), "ok");
}

TEST_F(ProbeAuth, IsTriedOnceAndIsWhatIsShown) {
  const test::NginxServer server(
      std::vector<test::NginxSite>{{.tls = tls->leaf_for_address(k_host),
                                    .directives = "location /gateways { return 401; } location / { return 404; }"}});
  ProbeTask task;
  task.host = k_host;
  task.port = server.port();
  options.auth = AuthRequest{.host = k_host, .port = task.port, .gateway = "gw", .authorization = k_token};
  const ProbeSeries series = climb_repeatedly(task, 3, options, probe_context(), calls_to(sink));
  EXPECT_EQ(series.climbs, 3U);
  EXPECT_EQ(series.whole, 2U);
  EXPECT_EQ(series.shown.broken, Rung::auth);
  EXPECT_EQ(to_literal(series.shown.auth.status).view(), "unauthorized");
  const std::string log = server.access_log(4);
  EXPECT_EQ(log.find("/gateways/"), log.rfind("/gateways/"));
}

}  // namespace
}  // namespace sgw::collector
