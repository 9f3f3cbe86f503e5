#include "collector/tcp_connector.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/own_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace sgw::collector {
namespace {

std::string status_of(const TcpResult& result) { return std::string(to_literal(result.status).view()); }

TEST(TcpConnector, ConnectsToWhatListens) {
  const SilentServer server;
  const TcpResult result = connect_all({"127.0.0.1"}, server.port(), plenty_of_time());
  EXPECT_EQ(status_of(result), "ok");
  EXPECT_TRUE(result.usable());
  EXPECT_EQ(result.address, "127.0.0.1");
}

TEST(TcpConnector, TellsARefusalFromSilence) {
  EXPECT_EQ(status_of(connect_all({"127.0.0.1"}, test::free_port(), plenty_of_time())), "refused");
  const FullServer full;
  const ProbeTime shortly{Deadline::after(std::chrono::milliseconds(200)), {}};
  EXPECT_EQ(status_of(connect_all({"127.0.0.1"}, full.port(), shortly)), "timeout");
}

TEST(TcpConnector, TriesEveryAddressAndTakesTheFirstThatAnswers) {
  const SilentServer server;  // on 127.0.0.1 alone: its neighbours refuse
  const TcpResult result = connect_all({"127.0.0.2", "127.0.0.1", "127.0.0.3"}, server.port(), plenty_of_time());
  EXPECT_EQ(status_of(result), "partial");
  ASSERT_EQ(result.attempts.size(), 3U);
  EXPECT_EQ(result.attempts[0].status, TcpStatus::refused);
  EXPECT_EQ(result.attempts[1].status, TcpStatus::ok);
  EXPECT_EQ(result.attempts[2].status, TcpStatus::refused);
  EXPECT_EQ(result.address, "127.0.0.1");
}

TEST(TcpConnector, OneThatHangsDoesNotHideAnother) {
  const FullServer full;
  const ProbeTime shortly{Deadline::after(std::chrono::milliseconds(300)), {}};
  const TcpResult result = connect_all({"127.0.0.1", "127.0.0.2"}, full.port(), shortly);
  EXPECT_EQ(result.attempts.at(0).status, TcpStatus::timeout);
  EXPECT_EQ(result.attempts.at(1).status, TcpStatus::refused);
  EXPECT_EQ(status_of(result), "timeout");
}

TEST(TcpConnector, TriesSixteenAddressesAtMost) {
  const std::vector<std::string> many(40, "127.0.0.1");
  EXPECT_EQ(connect_all(many, test::free_port(), plenty_of_time()).attempts.size(), 16U);
}

std::string family(const TcpResult& result, AddressFamily which) {
  return std::string(to_literal(family_status(result.attempts, which)).view());
}

TEST(TcpConnector, KeepsTheFamiliesApart) {
  const SilentServer server;  // on 127.0.0.1 alone
  const TcpResult both = connect_all({"127.0.0.1", "127.0.0.2", "::1"}, server.port(), plenty_of_time());
  EXPECT_EQ(family(both, AddressFamily::ipv4), "partial");
  EXPECT_THAT(family(both, AddressFamily::ipv6), testing::AnyOf("refused", "unreachable"));  // where there is no ::1
  const TcpResult one = connect_all({"127.0.0.1"}, server.port(), plenty_of_time());
  EXPECT_EQ(family(one, AddressFamily::ipv4), "ok");
  EXPECT_EQ(family(one, AddressFamily::ipv6), "skipped");
}

TEST(TcpConnector, TellsWhatStandsInTheWay) {
  const auto why_not = test::in_own_network([] {
    test::configure_network("ip route add prohibit 10.9.1.0/24");
    test::configure_network("ip route add unreachable 10.9.2.0/24");
    test::configure_network("ip route add blackhole 10.9.3.0/24");
    const TcpResult result =
        connect_all({"10.9.1.1", "10.9.2.1", "10.9.3.1", "10.9.4.1", "2001:db8::1"}, 443, plenty_of_time());
    std::vector<std::string> reasons;
    for (const auto& attempt : result.attempts) {
      EXPECT_EQ(attempt.status, TcpStatus::unreachable) << attempt.address;
      reasons.emplace_back(attempt.reason.view());
    }
    EXPECT_THAT(reasons, testing::ElementsAre("prohibited", "host-unreachable", "blackhole", "network-unreachable",
                                              testing::AnyOf("network-unreachable", "no-address")));
    EXPECT_EQ(family(result, AddressFamily::ipv4), "unreachable");
    EXPECT_EQ(family(result, AddressFamily::ipv6), "unreachable");
  });
  if (why_not) GTEST_SKIP() << *why_not;
}

TEST(TcpConnector, TellsHowAFirewallRejects) {
  if (!test::find_program("iptables")) GTEST_SKIP() << "missing program: iptables";
  std::string no_rules;
  const auto why_not = test::in_own_network([&] {
    const SilentServer server;
    const auto attempt_with = [&](const std::string& target) {
      const std::string rule = " INPUT -p tcp --dport " + std::to_string(server.port()) + " -j " + target;
      test::configure_network("iptables -A" + rule);
      const ProbeTime shortly{Deadline::after(std::chrono::milliseconds(500)), {}};
      TcpResult result = connect_all({"127.0.0.1"}, server.port(), shortly);
      test::configure_network("iptables -D" + rule);
      return status_of(result) + " " + std::string(result.attempts.at(0).reason.view());
    };
    try {
      test::configure_network("iptables -S");
    } catch (const std::runtime_error& failed) {
      no_rules = failed.what();
      return;
    }
    EXPECT_EQ(attempt_with("DROP"), "timeout ");
    EXPECT_EQ(attempt_with("REJECT --reject-with tcp-reset"), "refused ");
    EXPECT_EQ(attempt_with("REJECT --reject-with icmp-port-unreachable"), "refused ");
    EXPECT_EQ(attempt_with("REJECT --reject-with icmp-net-unreachable"), "unreachable network-unreachable");
    EXPECT_EQ(attempt_with("REJECT --reject-with icmp-admin-prohibited"), "unreachable host-unreachable");
  });
  if (why_not) GTEST_SKIP() << *why_not;
  if (!no_rules.empty()) GTEST_SKIP() << no_rules;
}

TEST(TcpConnector, SaysErrorForWhatIsNoAddress) {
  const TcpResult result = connect_all({"nonsense"}, 443, plenty_of_time());
  EXPECT_EQ(status_of(result), "error");
  EXPECT_FALSE(result.usable());
  EXPECT_EQ(status_of(connect_all({}, 443, plenty_of_time())), "skipped");
}

TEST(TcpConnector, EndsWhenStopped) {
  const FullServer full;
  std::stop_source stop;
  stop.request_stop();
  const ProbeTime time{Deadline::after(std::chrono::hours(1)), stop.get_token()};
  EXPECT_FALSE(connect_all({"127.0.0.1"}, full.port(), time).usable());
}

}  // namespace
}  // namespace sgw::collector
