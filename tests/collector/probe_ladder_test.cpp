#include "collector/probe_ladder.hpp"

#include "tests/collector/probe_ladder_fixture.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(ProbeLadder, NamesTheFirstBrokenRung) {
  const test::NginxServer server({
      {.tls = tls->leaf(k_host)},
      {.tls = tls->leaf(k_host), .directives = "location / { return 503; }"},
      {.tls = tls->leaf(k_host), .directives = "location / { return 444; }"},
      {.tls = tls->leaf("other.example")},
      {.tls = tls->self_signed(k_host)},
      {.tls = tls->intercepted(k_host)},
      {.tls = tls->dated(k_host, "20200101000000Z", "20210101000000Z")},
      {.tls = {}},
  });
  struct Case {
    std::string name, host;
    std::uint16_t port;
    std::string rung;
    int code;
  };
  const std::vector<Case> cases{
      {"all well", k_host, server.port(0), "none", 200},
      {"an error is an answer", k_host, server.port(1), "none", 503},
      {"two families", "dual.configuration.azure-api.net", server.port(0), "tls", 0},
      {"no such name", "nx.test", 443, "dns", 0},
      {"no address", "nodata.test", 443, "dns", 0},
      {"server failure", "a.servfail.test", 443, "dns", 0},
      {"refused by the name server", "refused.test", 443, "dns", 0},
      {"dangling alias", "dangling.configuration.azure-api.net", 443, "dns", 0},
      {"nobody listens", k_host, test::free_port(), "tcp", 0},
      {"other certificate", k_host, server.port(3), "tls", 0},
      {"self-signed certificate", k_host, server.port(4), "tls", 0},
      {"intercepted", k_host, server.port(5), "tls", 0},
      {"expired certificate", k_host, server.port(6), "tls", 200},
      {"plain HTTP", k_host, server.port(7), "tls", 0},
      {"closed without an answer", k_host, server.port(2), "http", 0},
      {"no host", "", 443, "dns", 0},
      {"no host name", "<your host>", 443, "dns", 0},
  };
  for (const auto& row : cases) {
    SCOPED_TRACE(row.name);
    const LadderResult result = climb_to(row.host, row.port);
    EXPECT_EQ(broken_rung(result), row.rung);
    EXPECT_EQ(result.http.head.code, row.code);
    EXPECT_FALSE(result.cut);
    // What lies above a broken rung was not tried.
    EXPECT_EQ(result.tcp.status == TcpStatus::skipped, row.rung == "dns");
    EXPECT_EQ(result.tls.status == TlsStatus::skipped, row.rung == "dns" || row.rung == "tcp");
  }
  const std::string log = server.access_log(4);  // of the four that got as far
  EXPECT_THAT(log, Not(HasSubstr("authorization=B")));
  EXPECT_THAT(log, HasSubstr("GET / authorization=- proxy-authorization=- cookie=-"));
}

TEST_F(ProbeLadder, SaysThatTheOtherSideSpeaksOldVersionsOnly) {
  const auto good = tls->leaf(k_host);
  const test::NginxServer server({
      {.tls = good, .directives = "ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT@SECLEVEL=0;"},
      {.tls = good, .directives = "ssl_reject_handshake on;"},
  });
  const LadderResult old = climb_to(k_host, server.port(0));
  EXPECT_EQ(broken_rung(old), "tls");
  EXPECT_EQ(old.tls.legacy_version, "TLSv1.1");
  const std::size_t calls = sink.calls.size();
  EXPECT_EQ(climb_to(k_host, server.port(1)).tls.legacy_version, "");
  EXPECT_EQ(sink.calls.size(), calls + 3);  // a name that is unknown there is so in every version: not asked again
  options = for_repetition(options);
  EXPECT_EQ(climb_to(k_host, server.port(0)).tls.legacy_version, "");
}

TEST_F(ProbeLadder, SaysThatAClientCertificateIsWanted) {
  const test::FakeHttpServer server(
      {.certificate = tls->leaf(k_host), .client_ca = tls->root(), .demands_certificate = true});
  const LadderResult result = climb_to(k_host, server.port());
  EXPECT_EQ(broken_rung(result), "tls");
  EXPECT_EQ(to_literal(result.tls.failure).view(), "client-certificate");
  EXPECT_EQ(to_literal(result.tls.status).view(), "handshake-failed");
}

TEST_F(ProbeLadder, SeesAPortalInThePlaceOfAPlainEndpoint) {
  test::TlsMaterial endpoints({.root = "/O=DigiCert Inc/CN=DigiCert Global Root G2"});
  options.tls.ca_file = endpoints.root();
  const test::NginxServer server(std::vector<test::NginxSite>{
      {.tls = {}, .directives = "location / { return 302 http://wifi.corp.example/login; }"},
      {.tls = endpoints.leaf(k_host), .directives = "location / { return 302 /login; }"},
  });
  ProbeTask task;
  task.host = k_host;
  task.port = server.port(0);
  task.transport = Transport::http;
  const LadderResult portal = climb(task, options, probe_context(), calls_to(sink));
  EXPECT_TRUE(portal.http.origin.captive_portal);
  EXPECT_EQ(broken_rung(portal), "http");
  EXPECT_EQ(to_literal(portal.http.origin.by).view(), "gateway-in-between");
  EXPECT_EQ(portal.transfer.status, TransferStatus::skipped);
  const LadderResult own = climb_to(k_host, server.port(1));
  EXPECT_FALSE(own.http.origin.captive_portal);
  EXPECT_EQ(broken_rung(own), "none");
  EXPECT_EQ(to_literal(own.http.origin.by).view(), "endpoint");
}

TEST_F(ProbeLadder, ReadsNoHeadersWithoutEnd) {
  const FloodServer flood(std::uint64_t{1} << 30);
  ProbeTask task;
  task.host = "127.0.0.1";
  task.port = flood.port();
  task.transport = Transport::http;
  const LadderResult result = climb(task, options, probe_context(), calls_to(sink));
  EXPECT_EQ(broken_rung(result), "http");
  EXPECT_EQ(result.http.error.view(), "the head of the answer does not end within 64 KiB");
  EXPECT_LT(flood.sent(), std::uint64_t{64} << 20);  // what buffers hold
}

TEST_F(ProbeLadder, NamesTheRungThatIsSilent) {
  const FullServer full;
  const SilentServer silent;
  const ProbeLimits patient = options.limits;
  const std::chrono::milliseconds shortly(300);

  options.limits.dns = shortly;
  EXPECT_EQ(broken_rung(climb_to("drop.test", 443)), "dns");
  options.limits = patient;
  options.limits.tcp = shortly;
  const LadderResult tcp = climb_to(k_host, full.port());
  EXPECT_EQ(broken_rung(tcp), "tcp");
  EXPECT_EQ(tcp.tcp.status, TcpStatus::timeout);
  options.limits = patient;
  options.limits.tls = shortly;
  options.limits.transfer = shortly;
  EXPECT_EQ(broken_rung(climb_to(k_host, silent.port())), "tls");
  options.limits = patient;
  options.limits.http = shortly;
  const LadderResult http = climb({.host = k_host, .port = silent.port(), .transport = Transport::http, .proxy = {}},
                                  options, probe_context(), calls_to(sink));
  EXPECT_EQ(broken_rung(http), "http");
  EXPECT_EQ(http.http.status, HttpStatus::timeout);
  options.limits = patient;
  options.limits.proxy = shortly;
  const LadderResult proxy = climb_to(k_host, 443, "http://127.0.0.1:" + std::to_string(silent.port()));
  EXPECT_EQ(broken_rung(proxy), "proxy");
  EXPECT_EQ(proxy.proxy, ProxyStatus::timeout);
}

TEST_F(ProbeLadder, EndsAtItsOwnLimitWhateverTheRungsMayTake) {
  const SilentServer silent;
  options.limits.ladder = std::chrono::milliseconds(300);
  const LadderResult result = climb_to(k_host, silent.port());
  EXPECT_EQ(broken_rung(result), "tls");
}

TEST_F(ProbeLadder, ClaimsNothingWhenTheRunEndsIt) {
  const SilentServer silent;
  std::stop_source stop;
  // Most likely while the handshake hangs, where the ladder itself would go on for half a minute; wherever it hits,
  // what is asserted holds.
  std::jthread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    stop.request_stop();
  });
  const LadderResult result = climb({.host = k_host, .port = silent.port(), .transport = Transport::https, .proxy = {}},
                                    options, probe_context(std::chrono::hours(1), stop.get_token()), calls_to(sink));
  EXPECT_TRUE(result.cut);
  EXPECT_FALSE(result.broken);
  // What reads a status must not take the run's end for the other side's silence.
  EXPECT_NE(result.tcp.status, TcpStatus::timeout);
  EXPECT_NE(result.tls.status, TlsStatus::timeout);
  EXPECT_NE(result.http.status, HttpStatus::timeout);
  EXPECT_FALSE(result.transfer.mtu_black_hole);
  const LadderResult late = climb({.host = k_host, .port = silent.port(), .transport = Transport::https, .proxy = {}},
                                  options, probe_context(std::chrono::milliseconds(0)), calls_to(sink));
  EXPECT_TRUE(late.cut);
}

TEST_F(ProbeLadder, ReportsItsCalls) {
  const test::NginxServer server({{.tls = tls->leaf(k_host)}});
  const LadderResult result = climb_to(k_host, server.port());
  ASSERT_EQ(broken_rung(result), "none");
  std::vector<std::string> calls;
  for (const auto& call : sink.calls)
    calls.push_back(call.verb + " " + call.target + " " + std::to_string(call.status));
  const std::string port = std::to_string(server.port());
  EXPECT_THAT(calls, testing::ElementsAre(
                         "resolve " + k_host + " 0", "connect 127.0.0.1:" + port + " 0",
                         "handshake " + k_host + ":" + port + " 0", "GET https://" + k_host + ":" + port + "/ 200",
                         "connect 127.0.0.1:" + port + " 0", "handshake " + k_host + ":" + port + " 0"));
  EXPECT_EQ(result.transfer.status, TransferStatus::ok);
}

}  // namespace
}  // namespace sgw::collector
