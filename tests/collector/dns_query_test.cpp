#include "collector/dns_query.hpp"

#include "tests/collector/fake_dns_server.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/unbound_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string k_host = "contoso.configuration.azure-api.net";

std::vector<std::string> statuses(const std::vector<DnsServerAnswer>& answers) {
  std::vector<std::string> names;
  for (const auto& answer : answers) names.emplace_back(to_literal(answer.status).view());
  return names;
}

FakeDnsServer::Script always(const FakeDnsAnswer& answer) {
  return [answer](const std::string&, unsigned) { return answer; };
}

TEST(DnsQuery, ShowsWhatEachServerSays) {
  const FakeDnsServer good(always({.addresses = {"10.1.2.3"}}));
  const FakeDnsServer gone(always({.code = 3}));
  const FakeDnsServer broken(always({.code = 2}));
  const std::string nobody = "127.0.0.1:" + std::to_string(test::free_port());
  const auto answers =
      ask_name_servers({.host = k_host,
                        .servers = {broken.address(), good.address(), gone.address(), nobody, "no address"},
                        .search = {}},
                       plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("servfail", "ok", "nxdomain", "unreachable", "error"));
  EXPECT_EQ(answers[1].server, good.address());
  EXPECT_THAT(answers[1].addresses, ElementsAre("10.1.2.3"));
  EXPECT_EQ(answer_that_counts(answers), 1U);  // SERVFAIL makes a program go on
}

TEST(DnsQuery, GivesASlowServerUpSoonAfterTheAnswerThatCounts) {
  const FakeDnsServer good(always({.addresses = {"10.1.2.3"}}));
  const FakeDnsServer silent(always({.silent = true}));
  const Stopwatch watch;
  const auto answers =
      ask_name_servers({.host = k_host, .servers = {good.address(), silent.address()}, .search = {}}, plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("ok", "timeout"));
  EXPECT_LT(watch.elapsed(), std::chrono::seconds(20));
  EXPECT_LT(answers[0].took, answers[1].took);
}

TEST(DnsQuery, InTurnAsksNoMoreServersThanAProgramDoes) {
  const FakeDnsServer silent(always({.silent = true}));
  const FakeDnsServer gone(always({.code = 3}));
  const FakeDnsServer good(always({.addresses = {"10.1.2.3"}}));
  const auto answers = ask_name_servers({.host = k_host,
                                         .servers = {silent.address(), gone.address(), good.address()},
                                         .search = {},
                                         .how = AskServers::in_turn},
                                        plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("timeout", "nxdomain", "skipped"));
  EXPECT_THAT(good.asked(), IsEmpty());
  EXPECT_EQ(answer_that_counts(answers), 1U);
}

TEST(DnsQuery, AsksAgainOverTcpWhenAnAnswerIsCut) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const auto whole = ask_name_servers(
      {.host = "many.configuration.azure-api.net", .servers = {server.address()}, .search = {}}, plenty_of_time());
  EXPECT_THAT(statuses(whole), ElementsAre("ok"));
  EXPECT_TRUE(whole[0].truncated);
  EXPECT_THAT(whole[0].addresses, SizeIs(16));
  // One that answers datagrams only: a firewall that knows of UDP 53 alone looks the same.
  const FakeDnsServer cut(always({.truncated = true, .addresses = {"10.1.2.3"}}));
  const auto half = ask_name_servers({.host = k_host, .servers = {cut.address()}, .search = {}}, plenty_of_time());
  EXPECT_THAT(statuses(half), ElementsAre("unreachable"));
  EXPECT_TRUE(half[0].truncated);
}

TEST(DnsQuery, ALoopOfAliasesEnds) {
  const FakeDnsServer loop(
      always({.cnames = {{k_host, "b.example"}, {"b.example", "c.example"}, {"c.example", k_host}}}));
  const auto answers = ask_name_servers({.host = k_host, .servers = {loop.address()}, .search = {}}, plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("nodata"));
  EXPECT_THAT(answers[0].cnames, ElementsAre("b.example", "c.example", k_host));
  EXPECT_THAT(loop.asked(), SizeIs(2));  // A and AAAA, once: nobody follows it
}

TEST(DnsQuery, AnAnswerBombIsCut) {
  FakeDnsAnswer bomb;
  for (int i = 0; i < 2000; ++i)
    bomb.addresses.push_back("10.0." + std::to_string(i / 256) + "." + std::to_string(i % 256));
  for (int i = 0; i < 20; ++i) bomb.cnames.emplace_back("a" + std::to_string(i), "a" + std::to_string(i + 1));
  // Each name in it points at itself.
  for (int i = 0; i < 20; ++i) bomb.raw.push_back(std::string("\xc0\x0c\0\5\0\1\0\0\0\x3c\0\2\xc0\x0c", 14));
  const FakeDnsServer server(always(bomb));
  const auto answers =
      ask_name_servers({.host = k_host, .servers = {server.address()}, .search = {}}, plenty_of_time());
  EXPECT_LE(answers[0].addresses.size(), 16U);
  EXPECT_LE(answers[0].cnames.size(), 10U);
  EXPECT_FALSE(answers[0].cnames.empty() && answers[0].addresses.empty() && answers[0].status == DnsStatus::ok);
}

}  // namespace
}  // namespace sgw::collector
