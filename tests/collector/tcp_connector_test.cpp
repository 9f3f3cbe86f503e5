#include "collector/tcp_connector.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"

#include <gtest/gtest.h>

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
