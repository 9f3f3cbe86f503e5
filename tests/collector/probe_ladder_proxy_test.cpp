#include "collector/probe_ladder.hpp"

#include "tests/collector/probe_ladder_fixture.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/squid_server.hpp"
#include "tests/support/tinyproxy_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace sgw::collector {
namespace {

using testing::HasSubstr;

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

TEST_F(ProbeLadder, KnowsAnErrorPageOfTheProxyItself) {
  if (const auto why = test::SquidServer::why_not()) GTEST_SKIP() << *why;
  const test::SquidServer squid;
  ProbeTask task;
  task.host = "127.0.0.1";
  task.port = test::free_port();
  task.transport = Transport::http;
  task.proxy = parse_proxy("http://127.0.0.1:" + std::to_string(squid.port()));
  const LadderResult result = climb(task, options, probe_context(), calls_to(sink));
  EXPECT_EQ(result.http.head.code, 503);
  EXPECT_EQ(to_literal(result.http.origin.by).view(), "proxy");
  EXPECT_EQ(result.http.origin.filter, "Squid");
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

TEST_F(ProbeLadder, ReadsNoHeadersOfAProxyWithoutEnd) {
  const FloodServer flood(std::uint64_t{1} << 30);
  const LadderResult result = climb_to("127.0.0.1", 443, "http://127.0.0.1:" + std::to_string(flood.port()));
  EXPECT_EQ(broken_rung(result), "proxy");
  EXPECT_EQ(to_literal(result.proxy).view(), "error");
  EXPECT_LT(flood.sent(), std::uint64_t{64} << 20);  // what buffers hold
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
    return climb(task, options, probe_context(), calls_to(sink));
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

}  // namespace
}  // namespace sgw::collector
