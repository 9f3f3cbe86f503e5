#include "collector/probe_transfer.hpp"
#include "collector/probe_ladder.hpp"
#include "collector/probe_way.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/bad_wire.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/own_network.hpp"
#include "tests/support/tinyproxy_server.hpp"
#include "tests/support/tls_material.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace sgw::collector {
namespace {

// A climb over a wire that loses every packet of more than `drop_over` bytes.
class ProbeTransfer : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::find_program("nginx") || !test::find_program("openssl"))
      GTEST_SKIP() << "nginx or openssl is not installed";
    if (const auto why = test::BadWire::why_not()) GTEST_SKIP() << *why;
  }

  enum class Way { direct, to_a_proxy, behind_a_proxy };

  void climb_over(std::size_t drop_over, const std::function<void(const LadderResult&)>& check, Way way = Way::direct) {
    if (way != Way::direct && !test::find_program("tinyproxy")) GTEST_SKIP() << "tinyproxy is not installed";
    test::TlsMaterial tls;
    const auto why_not = test::in_own_network([&] {
      const test::BadWire wire({.drop_over = drop_over});
      const std::string host = way == Way::to_a_proxy ? "127.0.0.1" : test::BadWire::peer();
      const test::NginxServer server(
          {{.tls = tls.leaf_for_address(host), .directives = directives, .address = "0.0.0.0"}});
      ProbeOptions options;
      options.tls.ca_file = tls.root();
      options.limits.tls = std::chrono::milliseconds(1500);
      options.limits.ladder = std::chrono::seconds(30);
      ProbeTask task;
      task.host = host;
      task.port = server.port();
      std::optional<test::TinyproxyServer> proxy;
      if (way != Way::direct) {
        proxy.emplace(std::vector<std::uint16_t>{}, "", "", "0.0.0.0");
        const std::string address = way == Way::to_a_proxy ? test::BadWire::peer() : "127.0.0.1";
        task.proxy = parse_proxy("http://" + address + ":" + std::to_string(proxy->port()));
      }
      check(climb(task, options, probe_context(), calls_to(sink)));
    });
    if (why_not) GTEST_SKIP() << *why_not;
  }

  std::string directives = "location / { return 200 'ok'; }";
  test::MemoryRawSink sink;
};

TEST_F(ProbeTransfer, PassesWhereTheWireTakesWholePackets) {
  climb_over(0, [](const LadderResult& result) {
    EXPECT_TRUE(result.whole());
    EXPECT_EQ(to_literal(result.transfer.status).view(), "ok");
    EXPECT_FALSE(result.transfer.mtu_black_hole);
    EXPECT_GT(result.transfer.sent, 2048U);
  });
}

// The handshake's own messages just fit, so that all looks well until something larger comes.
TEST_F(ProbeTransfer, NamesABlackHoleThatTheHandshakeEscapes) {
  climb_over(1450, [](const LadderResult& result) {
    EXPECT_EQ(to_literal(result.tls.status).view(), "ok");
    EXPECT_EQ(result.http.head.code, 200);
    EXPECT_EQ(to_literal(result.transfer.status).view(), "stalled");
    EXPECT_TRUE(result.transfer.mtu_black_hole);
    EXPECT_EQ(result.broken, Rung::transfer);
  });
}

TEST_F(ProbeTransfer, NamesABlackHoleThatSwallowsTheHandshake) {
  climb_over(700, [](const LadderResult& result) {
    EXPECT_EQ(to_literal(result.tcp.status).view(), "ok");
    EXPECT_EQ(to_literal(result.tls.status).view(), "timeout");
    EXPECT_EQ(result.broken, Rung::tls);
    EXPECT_TRUE(result.transfer.mtu_black_hole);
  });
}

TEST_F(ProbeTransfer, PassesThroughAProxy) {
  climb_over(
      0,
      [](const LadderResult& result) {
        EXPECT_TRUE(result.whole());
        EXPECT_EQ(to_literal(result.proxy).view(), "ok");
        EXPECT_EQ(to_literal(result.transfer.status).view(), "ok");
        EXPECT_GT(result.transfer.sent, 2048U);
      },
      Way::to_a_proxy);
}

TEST_F(ProbeTransfer, NamesABlackHoleOnTheWayToTheProxy) {
  climb_over(
      1450,
      [](const LadderResult& result) {
        EXPECT_EQ(to_literal(result.tls.status).view(), "ok");
        EXPECT_EQ(result.http.head.code, 200);
        EXPECT_EQ(to_literal(result.transfer.status).view(), "stalled");
        EXPECT_TRUE(result.transfer.mtu_black_hole);
        EXPECT_FALSE(result.transfer.behind_proxy);
        EXPECT_EQ(result.broken, Rung::transfer);
      },
      Way::to_a_proxy);
}

TEST_F(ProbeTransfer, TellsAStallBehindTheProxyFromOneBeforeIt) {
  climb_over(
      1450,
      [](const LadderResult& result) {
        EXPECT_EQ(result.http.head.code, 200);
        EXPECT_EQ(to_literal(result.transfer.status).view(), "stalled");
        EXPECT_FALSE(result.transfer.mtu_black_hole);
        EXPECT_TRUE(result.transfer.behind_proxy);
        EXPECT_EQ(result.broken, Rung::transfer);
      },
      Way::behind_a_proxy);
}

// It let one client through, and holds whoever comes after.
TEST_F(ProbeTransfer, BlamesNoSizeForAProxyThatHoldsEverybody) {
  const ScriptedServer proxy("HTTP/1.1 200 Connection established\r\n\r\n", ScriptedServer::End::hold);
  ProbeWay way{.host = "apim.example", .port = 443, .proxy = {}, .address = "127.0.0.1"};
  way.proxy = parse_proxy("http://127.0.0.1:" + std::to_string(proxy.port()));
  const ProbeTime time{Deadline::after(std::chrono::milliseconds(1500)), {}};
  const TransferResult result = check_transfer(way, {}, std::chrono::milliseconds(1), time, calls_to(sink));
  EXPECT_EQ(to_literal(result.status).view(), "stalled");
  EXPECT_FALSE(result.behind_proxy);
  EXPECT_FALSE(result.mtu_black_hole);
}

TEST_F(ProbeTransfer, BlamesNoPacketSizeForSilence) {
  const SilentServer silent;
  ProbeOptions options;
  options.limits.tls = std::chrono::milliseconds(200);
  options.limits.transfer = std::chrono::milliseconds(1300);
  ProbeTask task;
  task.host = "127.0.0.1";
  task.port = silent.port();
  const LadderResult result = climb(task, options, probe_context(), calls_to(sink));
  EXPECT_EQ(result.broken, Rung::tls);
  EXPECT_EQ(to_literal(result.transfer.status).view(), "skipped");
  EXPECT_FALSE(result.transfer.mtu_black_hole);
  EXPECT_EQ(sink.calls.size(), 4U);  // two connections, two handshakes
}

}  // namespace
}  // namespace sgw::collector
