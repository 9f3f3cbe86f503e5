#include "collector/tls_client.hpp"

#include "collector/tcp_connector.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/tls_material.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string k_host = "contoso.configuration.azure-api.net";

TlsResult shake(std::uint16_t port, const std::string& host, const TlsOptions& options,
                const ProbeTime& time = plenty_of_time()) {
  TcpResult tcp = connect_all({"127.0.0.1"}, port, plenty_of_time());
  EXPECT_TRUE(tcp.usable());
  return handshake(std::make_unique<SocketStream>(std::move(tcp.socket)), host, options, time);
}

std::vector<std::string> problems_of(const TlsResult& result) {
  std::vector<std::string> names;
  for (const auto problem : result.problems) names.emplace_back(to_literal(problem).view());
  return names;
}

TEST(TlsClient, NamesEachFaultOfACertificate) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  struct Case {
    std::string name;
    test::TlsFiles files;
    std::string status;
    std::vector<std::string> problems;
    std::size_t chain;
    bool proves_host;
  };
  const std::vector<Case> cases{
      {"good", tls.leaf(k_host), "ok", {}, 2, true},
      {"wildcard", tls.leaf("*.configuration.azure-api.net"), "ok", {}, 2, true},
      {"expired", tls.dated(k_host, "20200101000000Z", "20210101000000Z"), "expired", {"expired"}, 2, true},
      {"future", tls.dated(k_host, "20400101000000Z", "20410101000000Z"), "not-yet-valid", {"not-yet-valid"}, 2, true},
      {"other name", tls.leaf("other.example"), "host-mismatch", {"host-mismatch"}, 2, false},
      {"self-signed", tls.self_signed(k_host), "self-signed", {"self-signed"}, 1, false},
      {"intercepted", tls.intercepted(k_host), "untrusted", {"untrusted"}, 1, false},
      {"no intermediate", tls.leaf_alone(k_host), "untrusted", {"untrusted"}, 1, false},
  };
  std::vector<test::NginxSite> sites;
  sites.reserve(cases.size());
  for (const auto& row : cases) {
    sites.push_back({.tls = row.files, .directives = "ssl_protocols TLSv1.2 TLSv1.3; location / { return 200; }"});
  }
  const test::NginxServer server(sites);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(cases[i].name);
    const TlsResult result = shake(server.port(i), k_host, {.ca_file = tls.root()});
    EXPECT_EQ(to_literal(result.status).view(), cases[i].status);
    EXPECT_EQ(problems_of(result), cases[i].problems);
    EXPECT_EQ(result.chain.size(), cases[i].chain);
    EXPECT_EQ(result.proves_host(), cases[i].proves_host);
    EXPECT_EQ(result.host_match, cases[i].name != "other name");
    EXPECT_EQ(result.version, "TLSv1.3");
  }
}

TEST(TlsClient, DescribesTheChain) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf(k_host, 9)}});
  const TlsResult result = shake(server.port(), k_host, {.ca_file = tls.root()});
  ASSERT_THAT(result.chain, SizeIs(2));
  EXPECT_EQ(result.chain[0].subject, "CN=" + k_host);
  EXPECT_EQ(result.chain[0].issuer, "CN=Test Issuing CA");
  EXPECT_EQ(result.chain[1].issuer, "CN=Test Root CA,O=Test");
  EXPECT_EQ(result.chain[0].sha256.size(), 64U);
  ASSERT_TRUE(result.chain[0].not_before && result.chain[0].not_after);
  EXPECT_EQ(*result.chain[0].not_after - *result.chain[0].not_before, std::chrono::hours(9 * 24));
  EXPECT_THAT(result.days_left, testing::AnyOf(8, 9));
  EXPECT_FALSE(result.cipher.empty());
}

TEST(TlsClient, CountsTheDaysSinceTheEndBelowZero) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.dated(k_host, "20200101000000Z", "20210101000000Z")}});
  EXPECT_LT(shake(server.port(), k_host, {.ca_file = tls.root()}).days_left.value(), -1000);
}

TEST(TlsClient, ChecksAnAddressAgainstTheAddressesOfTheCertificate) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf_for_address("127.0.0.1")}, {.tls = tls.leaf(k_host)}});
  EXPECT_EQ(to_literal(shake(server.port(0), "127.0.0.1", {.ca_file = tls.root()}).status).view(), "ok");
  EXPECT_EQ(to_literal(shake(server.port(1), "127.0.0.1", {.ca_file = tls.root()}).status).view(), "host-mismatch");
}

TEST(TlsClient, SaysWhyAHandshakeFailed) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const auto good = tls.leaf(k_host);
  const test::NginxServer server({
      {.tls = {}},
      {.tls = good, .directives = "ssl_protocols TLSv1; ssl_ciphers DEFAULT@SECLEVEL=0;"},
      {.tls = good, .directives = "ssl_reject_handshake on;"},
      {.tls = good, .directives = "ssl_protocols TLSv1.2; ssl_ciphers NULL-SHA256:AES128-SHA@SECLEVEL=0;"},
  });
  const std::vector<std::string> reasons{"does not speak TLS", "no TLS version from 1.2 on", "does not know this name",
                                         "no cipher"};
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const TlsResult result = shake(server.port(i), k_host, {.ca_file = tls.root()});
    EXPECT_EQ(to_literal(result.status).view(), "handshake-failed") << reasons[i];
    EXPECT_THAT(std::string(result.error.view()), HasSubstr(reasons[i]));
    EXPECT_FALSE(result.proves_host());
    EXPECT_EQ(result.stream, nullptr);
  }
}

TEST(TlsClient, TellsSilenceFromAClosedConnection) {
  const SilentServer silent;
  const ProbeTime shortly{Deadline::after(std::chrono::milliseconds(200)), {}};
  EXPECT_EQ(to_literal(shake(silent.port(), k_host, {}, shortly).status).view(), "timeout");
  const ScriptedServer closing("", ScriptedServer::End::close);
  const ScriptedServer resetting("", ScriptedServer::End::reset);
  EXPECT_EQ(to_literal(shake(closing.port(), k_host, {}).status).view(), "reset");
  EXPECT_EQ(to_literal(shake(resetting.port(), k_host, {}).status).view(), "reset");
}

TEST(TlsClient, WithoutATrustStoreAnUntrustedChainProvesNothing) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf(k_host)}, {.tls = tls.leaf("other.example")}});
  const TlsResult result = shake(server.port(0), k_host, {.ca_file = "/nonexistent"});
  EXPECT_EQ(to_literal(result.status).view(), "error");
  EXPECT_THAT(problems_of(result), IsEmpty());
  EXPECT_FALSE(result.proves_host());
  EXPECT_THAT(result.chain, SizeIs(2));
  // What needs no trust is still told.
  const TlsResult other = shake(server.port(1), k_host, {.ca_file = "/nonexistent"});
  EXPECT_EQ(to_literal(other.status).view(), "host-mismatch");
}

}  // namespace
}  // namespace sgw::collector
