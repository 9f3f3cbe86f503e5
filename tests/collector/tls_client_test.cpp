#include "collector/tls_client.hpp"

#include "collector/tcp_connector.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/fake_http_server.hpp"
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
  const std::vector<std::string> words{"not-tls", "protocol-version", "unrecognized-name", "no-common-cipher"};
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const TlsResult result = shake(server.port(i), k_host, {.ca_file = tls.root()});
    EXPECT_EQ(to_literal(result.status).view(), "handshake-failed") << reasons[i];
    EXPECT_THAT(std::string(result.error.view()), HasSubstr(reasons[i]));
    EXPECT_EQ(to_literal(result.failure).view(), words[i]);
    EXPECT_FALSE(result.proves_host());
    EXPECT_EQ(result.stream, nullptr);
  }
}

TEST(TlsClient, TellsWhoSignedAndWhatTheChainLacks) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const std::string host = "settings.contoso.example";
  struct Case {
    std::string name;
    test::TlsFiles files;
    std::string status, signed_by, interceptor;
    bool missing_intermediate;
    bool trust_its_ca;
  };
  const auto zscaler = tls.signed_by("/O=Zscaler Inc./CN=Zscaler Root CA", host);
  const auto digicert = tls.signed_by("/O=DigiCert Inc/CN=DigiCert Test Root", host);
  const std::vector<Case> cases{
      {"own root, trusted", tls.leaf(host), "ok", "private", "", false, false},
      {"no intermediate", tls.leaf_alone(host), "untrusted", "unknown", "", true, false},
      {"company's CA", tls.intercepted(host), "untrusted", "private", "", false, false},
      {"self-signed", tls.self_signed(host), "self-signed", "private", "", false, false},
      {"product, not trusted", zscaler, "untrusted", "interceptor", "Zscaler", false, false},
      {"product, trusted here", zscaler, "ok", "interceptor", "Zscaler", false, true},
      {"public, trusted", digicert, "ok", "public", "", false, true},
      {"public, alone", digicert, "untrusted", "public", "", true, false},
  };
  std::vector<test::NginxSite> sites;
  sites.reserve(cases.size());
  for (const auto& row : cases) sites.push_back({.tls = row.files});
  const test::NginxServer server(sites);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(cases[i].name);
    const auto ca = cases[i].trust_its_ca ? test::TlsMaterial::ca_of(cases[i].files) : tls.root();
    const TlsResult result = shake(server.port(i), host, {.ca_file = ca});
    EXPECT_EQ(to_literal(result.status).view(), cases[i].status);
    EXPECT_EQ(to_literal(result.signer.by).view(), cases[i].signed_by);
    EXPECT_EQ(result.signer.interceptor, cases[i].interceptor);
    EXPECT_EQ(result.missing_intermediate, cases[i].missing_intermediate);
    EXPECT_EQ(result.key.type.view(), "ec");
    EXPECT_EQ(result.key.bits, 256);
    EXPECT_FALSE(result.key.weak);
  }
}

TEST(TlsClient, TakesAnyOtherSignerThanAPublicOneForAnInterceptorAtAHostOfMicrosofts) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf(k_host)}, {.tls = tls.intercepted(k_host)}});
  for (const std::size_t site : {0U, 1U}) {
    const TlsResult result = shake(server.port(site), k_host, {.ca_file = tls.root()});
    EXPECT_EQ(to_literal(result.signer.by).view(), "interceptor") << site;
    EXPECT_EQ(result.signer.interceptor, "") << site;
  }
}

TEST(TlsClient, SeesAWeakKey) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.weak(k_host), .directives = "ssl_ciphers DEFAULT@SECLEVEL=0;"}});
  const TlsResult result = shake(server.port(), k_host, {.ca_file = tls.root()});
  EXPECT_EQ(result.key.type.view(), "rsa");
  EXPECT_EQ(result.key.bits, 1024);
  EXPECT_TRUE(result.key.weak);
}

TEST(TlsClient, SpeaksAnOldVersionOnlyWhenAskedTo) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({
      {.tls = tls.leaf(k_host), .directives = "ssl_protocols TLSv1; ssl_ciphers DEFAULT@SECLEVEL=0;"},
      {.tls = tls.leaf(k_host)},
  });
  const TlsOptions legacy{.ca_file = tls.root(), .offer = TlsOffer::legacy};
  EXPECT_EQ(shake(server.port(0), k_host, legacy).version, "TLSv1");
  EXPECT_EQ(shake(server.port(0), k_host, {.ca_file = tls.root()}).failure, TlsFailure::protocol_version);
  EXPECT_EQ(shake(server.port(1), k_host, legacy).version, "");
}

TEST(TlsClient, MakesAFirstMessageOfMoreThanOnePacket) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf(k_host)}});
  const TlsResult usual = shake(server.port(), k_host, {.ca_file = tls.root()});
  const TlsResult large = shake(server.port(), k_host, {.ca_file = tls.root(), .offer = TlsOffer::large});
  EXPECT_EQ(to_literal(large.status).view(), "ok");
  EXPECT_GE(large.sent, usual.sent + 2048);
  EXPECT_LT(large.sent, std::uint64_t{8} << 10);
  EXPECT_GT(large.received, 500U);
}

TEST(TlsClient, SaysThatAClientCertificateIsAskedFor) {
  if (!test::find_program("openssl")) GTEST_SKIP() << "missing program: openssl";
  test::TlsMaterial tls;
  const test::FakeHttpServer asking({.certificate = tls.leaf(k_host), .client_ca = tls.root()});
  const TlsResult result = shake(asking.port(), k_host, {.ca_file = tls.root()});
  EXPECT_EQ(to_literal(result.status).view(), "ok");
  EXPECT_TRUE(result.asked_for_certificate);
  const test::FakeHttpServer quiet(test::FakeTls{.certificate = tls.leaf(k_host)});
  EXPECT_FALSE(shake(quiet.port(), k_host, {.ca_file = tls.root()}).asked_for_certificate);
}

TEST(TlsClient, ReadsNoCertificateOfAMebibyte) {
  if (!test::find_program("openssl")) GTEST_SKIP() << "missing program: openssl";
  test::TlsMaterial tls;
  const test::FakeHttpServer server(test::FakeTls{.certificate = tls.huge(k_host, std::size_t{1} << 20)});
  const TlsResult result = shake(server.port(), k_host, {.ca_file = tls.root()});
  EXPECT_EQ(to_literal(result.status).view(), "handshake-failed");
  EXPECT_EQ(to_literal(result.failure).view(), "too-large");
  EXPECT_LT(result.received, std::uint64_t{256} << 10);
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
