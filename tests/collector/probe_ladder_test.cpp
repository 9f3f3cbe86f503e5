#include "collector/probe_ladder.hpp"

#include "collector/endpoint_probe.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/squid_server.hpp"
#include "tests/support/tinyproxy_server.hpp"
#include "tests/support/tls_material.hpp"
#include "tests/support/unbound_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string k_host = "local.configuration.azure-api.net";  // 127.0.0.1 by the test's own resolver

bool all_installed() {
  return test::find_program("nginx") && test::find_program("openssl") && test::find_program("unbound") &&
         test::find_program("tinyproxy");
}

// TLS before a proxy that speaks none.
class TlsFront {
 public:
  TlsFront(std::uint16_t backend, const test::TlsFiles& files)
      : port_(test::free_port()),
        process_({"python3", std::string(SGW_TEST_DATA) + "/collector/tls_front.py", std::to_string(port_),
                  std::to_string(backend), files.chain.string(), files.key.string()},
                 folder_.path()) {
    if (!test::wait_until([this] { return test::port_answers(port_); })) throw std::runtime_error(process_.err());
  }
  std::uint16_t port() const { return port_; }

 private:
  test::TempDir folder_;
  std::uint16_t port_;
  test::ChildProcess process_;
};

// The name server and the certificates that every climb here uses.
class ProbeLadder : public testing::Test {
 protected:
  void SetUp() override {
    if (!all_installed()) GTEST_SKIP() << "nginx, openssl, unbound or tinyproxy is not installed";
    dns = std::make_unique<test::UnboundServer>();
    tls = std::make_unique<test::TlsMaterial>();
    options.dns = {.servers = dns->address(), .hosts_file = "/nonexistent"};
    options.tls.ca_file = tls->root();
    // A busy machine must not look like a broken network.
    const std::chrono::seconds patient(30);
    options.limits = {
        .dns = patient, .tcp = patient, .proxy = patient, .tls = patient, .http = patient, .ladder = patient};
  }

  LadderResult climb_to(const std::string& host, std::uint16_t port, const std::string& proxy = {}) {
    ProbeTask task;
    task.host = host;
    task.port = port;
    if (!proxy.empty()) task.proxy = parse_proxy(proxy);
    return climb(task, options, probe_context(), sink);
  }

  static std::string broken_rung(const LadderResult& result) {
    if (result.broken) return std::string(to_literal(*result.broken).view());
    return result.whole() ? "none" : "unknown";
  }

  std::unique_ptr<test::UnboundServer> dns;
  std::unique_ptr<test::TlsMaterial> tls;
  ProbeOptions options;
  test::MemoryRawSink sink;
};

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

TEST_F(ProbeLadder, SeesTheSignatureOfAnInterceptingProxy) {
  if (const auto why = test::SquidServer::why_not()) GTEST_SKIP() << *why;
  const test::NginxServer server({{.tls = tls->leaf_for_address("127.0.0.1")}});
  const test::SquidServer squid({.intercept_with = tls->corp()});
  const LadderResult result = climb_to("127.0.0.1", server.port(), "http://127.0.0.1:" + std::to_string(squid.port()));
  EXPECT_EQ(broken_rung(result), "tls");
  EXPECT_EQ(to_literal(result.tls.status).view(), "untrusted");
  EXPECT_EQ(to_literal(result.tls.signer.by).view(), "private");
  EXPECT_THAT(result.tls.chain.at(0).issuer, HasSubstr("Corp Intercept CA"));
}

TEST_F(ProbeLadder, SeesAPortalInThePlaceOfAPlainEndpoint) {
  const test::NginxServer server(std::vector<test::NginxSite>{
      {.tls = {}, .directives = "location / { return 302 http://wifi.corp.example/login; }"},
      {.tls = tls->leaf(k_host), .directives = "location / { return 302 /login; }"},
  });
  ProbeTask task;
  task.host = k_host;
  task.port = server.port(0);
  task.transport = Transport::http;
  const LadderResult portal = climb(task, options, probe_context(), sink);
  EXPECT_TRUE(portal.http.origin.captive_portal);
  EXPECT_EQ(to_literal(portal.http.origin.by).view(), "gateway-in-between");
  EXPECT_EQ(portal.transfer.status, TransferStatus::skipped);
  const LadderResult own = climb_to(k_host, server.port(1));
  EXPECT_FALSE(own.http.origin.captive_portal);
  EXPECT_EQ(to_literal(own.http.origin.by).view(), "endpoint");
}

TEST_F(ProbeLadder, KnowsAnErrorPageOfTheProxyItself) {
  if (const auto why = test::SquidServer::why_not()) GTEST_SKIP() << *why;
  const test::SquidServer squid;
  ProbeTask task;
  task.host = "127.0.0.1";
  task.port = test::free_port();
  task.transport = Transport::http;
  task.proxy = parse_proxy("http://127.0.0.1:" + std::to_string(squid.port()));
  const LadderResult result = climb(task, options, probe_context(), sink);
  EXPECT_EQ(result.http.head.code, 503);
  EXPECT_EQ(to_literal(result.http.origin.by).view(), "proxy");
  EXPECT_EQ(result.http.origin.filter, "Squid");
}

TEST_F(ProbeLadder, ReadsNoHeadersWithoutEnd) {
  const FloodServer flood(std::uint64_t{1} << 30);
  ProbeTask task;
  task.host = "127.0.0.1";
  task.port = flood.port();
  task.transport = Transport::http;
  const LadderResult result = climb(task, options, probe_context(), sink);
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
  EXPECT_EQ(broken_rung(climb_to(k_host, silent.port())), "tls");
  options.limits = patient;
  options.limits.http = shortly;
  const LadderResult http = climb({.host = k_host, .port = silent.port(), .transport = Transport::http, .proxy = {}},
                                  options, probe_context(), sink);
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

TEST_F(ProbeLadder, GoesThroughTheProxy) {
  const test::NginxServer server({{.tls = tls->leaf(k_host)}});
  const test::TinyproxyServer open({server.port()});
  const test::TinyproxyServer guarded({server.port()}, "user", "proxy-Passw0rd");
  const test::TinyproxyServer narrow({1});
  const auto url = [](const test::TinyproxyServer& proxy, const std::string& userinfo) {
    return "http://" + userinfo + "127.0.0.1:" + std::to_string(proxy.port());
  };
  // The proxy resolves the name, by this machine's own means: an address it is, and the certificate names another host.
  struct Case {
    std::string name, proxy, rung;
    int connect_status;
    ProxyStatus status;
  };
  const std::vector<Case> cases{
      {"open", url(open, ""), "tls", 200, ProxyStatus::ok},
      {"guarded, with the password", url(guarded, "user:proxy-Passw0rd@"), "tls", 200, ProxyStatus::ok},
      {"guarded, without", url(guarded, ""), "proxy", 407, ProxyStatus::denied},
      {"guarded, with another", url(guarded, "user:wrong-Passw0rd@"), "proxy", 401, ProxyStatus::denied},
      {"a port that it does not serve", url(narrow, ""), "proxy", 403, ProxyStatus::denied},
      {"not there", "http://127.0.0.1:" + std::to_string(test::free_port()), "proxy", 0, ProxyStatus::refused},
      {"no such name", "http://nx.test:3128", "proxy", 0, ProxyStatus::unresolved},
  };
  for (const auto& row : cases) {
    SCOPED_TRACE(row.name);
    const LadderResult result = climb_to("127.0.0.1", server.port(), row.proxy);
    EXPECT_EQ(broken_rung(result), row.rung);
    EXPECT_EQ(result.connect_status, row.connect_status);
    EXPECT_EQ(to_literal(result.proxy).view(), to_literal(row.status).view());
    EXPECT_EQ(result.dns.status, DnsStatus::skipped);
    EXPECT_EQ(result.tcp.status, TcpStatus::skipped);
  }
}

TEST_F(ProbeLadder, TellsWhatAProxyWantsAndWhatItForbids) {
  if (const auto why = test::SquidServer::why_not()) GTEST_SKIP() << *why;
  const test::NginxServer server({{.tls = tls->leaf_for_address("127.0.0.1")}});
  const test::SquidServer guarded({.user = "user", .password = "proxy-Passw0rd"});
  const auto url = [&](const std::string& userinfo) {
    return "http://" + userinfo + "127.0.0.1:" + std::to_string(guarded.port());
  };
  const LadderResult without = climb_to("127.0.0.1", server.port(), url(""));
  EXPECT_EQ(broken_rung(without), "proxy");
  EXPECT_EQ(without.connect_status, 407);
  EXPECT_THAT(without.proxy_auth_schemes, testing::ElementsAre("basic"));
  const LadderResult forbidden = climb_to("www.blocked.test", 443, url("user:proxy-Passw0rd@"));
  EXPECT_EQ(forbidden.connect_status, 403);
  EXPECT_THAT(forbidden.proxy_auth_schemes, testing::IsEmpty());
  EXPECT_EQ(broken_rung(climb_to("127.0.0.1", server.port(), url("user:proxy-Passw0rd@"))), "none");
}

TEST_F(ProbeLadder, GoesThroughAProxyThatSpeaksTls) {
  if (!test::find_program("python3")) GTEST_SKIP() << "missing program: python3";
  const test::NginxServer server({{.tls = tls->leaf_for_address("127.0.0.1")}});
  const test::TinyproxyServer guarded({server.port()}, "user", "proxy-Passw0rd");
  const TlsFront good(guarded.port(), tls->leaf_for_address("127.0.0.1"));
  const TlsFront other(guarded.port(), tls->leaf("other.example"));
  const TlsFront own_word(guarded.port(), tls->self_signed("127.0.0.1"));
  const auto climb_by = [&](std::uint16_t port) {
    return climb_to("127.0.0.1", server.port(), "https://user:proxy-Passw0rd@127.0.0.1:" + std::to_string(port));
  };
  const LadderResult whole = climb_by(good.port());
  EXPECT_EQ(broken_rung(whole), "none");
  EXPECT_EQ(whole.proxy, ProxyStatus::ok);
  EXPECT_EQ(whole.http.head.code, 200);
  const std::string asked = guarded.log();
  for (const std::uint16_t port : {other.port(), own_word.port()}) {
    const LadderResult refused = climb_by(port);
    EXPECT_EQ(broken_rung(refused), "proxy");
    EXPECT_EQ(to_literal(refused.proxy).view(), "untrusted");
    EXPECT_EQ(refused.tls.status, TlsStatus::skipped);
  }
  EXPECT_EQ(guarded.log().find("CONNECT 127.0.0.1:", asked.size()), std::string::npos)
      << "credentials went to a stranger";
  const ScriptedServer no_tls("HTTP/1.1 400 Bad Request\r\n\r\n", ScriptedServer::End::close);
  const LadderResult plain = climb_by(no_tls.port());
  EXPECT_EQ(broken_rung(plain), "proxy");
  EXPECT_EQ(plain.proxy, ProxyStatus::error);
  EXPECT_EQ(plain.proxy_error.view(), "the other side does not speak TLS");
}

TEST_F(ProbeLadder, LeavesAProxyOpenWhereThisHostTrustsNobody) {
  if (!test::find_program("python3")) GTEST_SKIP() << "missing program: python3";
  const test::TinyproxyServer open({});
  const TlsFront front(open.port(), tls->leaf_for_address("127.0.0.1"));
  options.tls.ca_file = "/nonexistent";
  const LadderResult result = climb_to("127.0.0.1", 443, "https://127.0.0.1:" + std::to_string(front.port()));
  EXPECT_EQ(broken_rung(result), "unknown");
  EXPECT_EQ(result.proxy_error.view(), "this host has no trusted certificates to check the chain with");
}

TEST_F(ProbeLadder, SendsTheProxysCredentialsToTheProxyOnly) {
  const test::NginxServer server({{.tls = tls->leaf_for_address("127.0.0.1")}});
  const test::TinyproxyServer guarded({server.port()}, "user", "proxy-Passw0rd");
  const LadderResult result =
      climb_to("127.0.0.1", server.port(), "http://user:proxy-Passw0rd@127.0.0.1:" + std::to_string(guarded.port()));
  EXPECT_EQ(broken_rung(result), "none");
  EXPECT_EQ(result.http.head.code, 200);
  EXPECT_EQ(server.access_log(1), "GET / authorization=- proxy-authorization=- cookie=-\n");
}

TEST_F(ProbeLadder, AsksAProxyForThePlainEndpointItself) {
  const test::NginxServer server(std::vector<test::NginxSite>{{.tls = {}}});
  const test::TinyproxyServer guarded({}, "user", "proxy-Passw0rd");
  const auto climb_plain = [&](const std::string& userinfo) {
    ProbeTask task{.host = "127.0.0.1", .port = server.port(), .transport = Transport::http, .proxy = {}};
    task.proxy = parse_proxy("http://" + userinfo + "127.0.0.1:" + std::to_string(guarded.port()));
    return climb(task, options, probe_context(), sink);
  };
  const LadderResult good = climb_plain("user:proxy-Passw0rd@");
  EXPECT_EQ(broken_rung(good), "none");
  EXPECT_THAT(std::string(good.http.head.header("via")), HasSubstr("corp"));
  const LadderResult denied = climb_plain("");
  EXPECT_EQ(broken_rung(denied), "proxy");
  EXPECT_EQ(denied.connect_status, 407);
}

TEST_F(ProbeLadder, LetsNothingThatIsNoHostNameIntoARequest) {
  const ScriptedServer proxy("HTTP/1.1 200 OK\r\n\r\n", ScriptedServer::End::close);
  const LadderResult result = climb_to("a\r\nX-Evil: b", 443, "http://127.0.0.1:" + std::to_string(proxy.port()));
  EXPECT_EQ(broken_rung(result), "dns");
  EXPECT_EQ(proxy.received(), "");
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
                                    options, probe_context(std::chrono::hours(1), stop.get_token()), sink);
  EXPECT_TRUE(result.cut);
  EXPECT_FALSE(result.broken);
  const LadderResult late = climb({.host = k_host, .port = silent.port(), .transport = Transport::https, .proxy = {}},
                                  options, probe_context(std::chrono::milliseconds(0)), sink);
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
