#include "collector/dns_query.hpp"

#include "tests/collector/fake_dns_server.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/unbound_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

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
                        .before = {}},
                       plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("servfail", "ok", "nxdomain", "unreachable", "error"));
  EXPECT_EQ(answers[1].server, good.address());
  EXPECT_THAT(answers[1].addresses, ElementsAre("10.1.2.3"));
  EXPECT_EQ(answer_that_counts(answers), 1U);  // SERVFAIL makes a program go on
}

TEST(DnsQuery, GoesOnInTheSearchDomainsAfterNoSuchNameAlone) {
  const FakeDnsServer server([](const std::string& name, unsigned) {
    return FakeDnsAnswer{.code = name.ends_with(".gone.test")     ? 3U
                                 : name.ends_with(".broken.test") ? 2U
                                                                  : 0U,
                         .addresses = {name.ends_with(".net") ? "10.1.2.3" : "10.9.9.9"}};
  });
  const auto ask = [&](std::vector<std::string> before) {
    for (std::string& name : before) name = k_host + "." + name;
    return ask_name_servers({.host = k_host, .servers = {server.address()}, .before = before}, plenty_of_time()).at(0);
  };
  const DnsServerAnswer whole = ask({"gone.test", "a.gone.test"});
  EXPECT_THAT(whole.addresses, ElementsAre("10.1.2.3"));
  EXPECT_THAT(whole.asked, SizeIs(3));
  EXPECT_FALSE(whole.as_is);
  EXPECT_THAT(server.asked(), SizeIs(6));
  // musl: what a domain's server cannot say ends the search, and the host itself is never asked for.
  const DnsServerAnswer broken = ask({"gone.test", "broken.test"});
  EXPECT_EQ(broken.status, DnsStatus::servfail);
  EXPECT_THAT(broken.asked, SizeIs(2));
  const DnsServerAnswer instead = ask({"corp.test", "gone.test"});
  EXPECT_THAT(instead.addresses, ElementsAre("10.9.9.9"));
  EXPECT_THAT(instead.asked, SizeIs(1));
  ASSERT_TRUE(instead.as_is);
  EXPECT_THAT(instead.as_is->addresses, ElementsAre("10.1.2.3"));
}

TEST(DnsQuery, ARepetitionAsksForNoMoreThanAProgramDoes) {
  const FakeDnsServer server(always({.addresses = {"10.9.9.9"}}));
  const auto answers = ask_name_servers(
      {.host = k_host, .servers = {server.address()}, .before = {k_host + ".corp.test"}, .how = AskServers::in_turn},
      plenty_of_time());
  EXPECT_FALSE(answers.at(0).as_is);
  EXPECT_THAT(server.asked(), SizeIs(2));
}

TEST(DnsQuery, EndsWithinItsTimeWhenTheHostItselfIsNotAnswered) {
  const FakeDnsServer server([](const std::string& name, unsigned) {
    return FakeDnsAnswer{.addresses = {"10.9.9.9"}, .silent = name == k_host};
  });
  const auto answers =
      ask_name_servers({.host = k_host, .servers = {server.address()}, .before = {k_host + ".corp.test"}},
                       ProbeTime{Deadline::after(std::chrono::milliseconds(400)), {}});
  EXPECT_EQ(answers.at(0).status, DnsStatus::ok);
  EXPECT_THAT(answers.at(0).addresses, ElementsAre("10.9.9.9"));
  EXPECT_EQ(answers.at(0).as_is.value().status, DnsStatus::timeout);
}

TEST(DnsQuery, TellsASlowServerFromASilentOne) {
  const FakeDnsServer good(always({.addresses = {"10.1.2.3"}}));
  const FakeDnsServer silent(always({.silent = true}));
  const FakeDnsServer slow([](const std::string&, unsigned type) {
    // The questions are taken one after the other: the second waits with the first.
    if (type == 1) std::this_thread::sleep_for(std::chrono::milliseconds(1200));
    return FakeDnsAnswer{.addresses = {"10.1.2.3"}};
  });
  const auto answers = ask_name_servers(
      {.host = k_host, .servers = {good.address(), slow.address(), silent.address()}, .before = {}}, plenty_of_time());
  EXPECT_THAT(statuses(answers), ElementsAre("ok", "ok", "timeout"));
  EXPECT_FALSE(answers[0].slow());
  EXPECT_TRUE(answers[1].slow());
  EXPECT_FALSE(answers[2].slow());
}

TEST(DnsQuery, GivesASilentServerUp) {
  const FakeDnsServer good(always({.addresses = {"10.1.2.3"}}));
  const FakeDnsServer silent(always({.silent = true}));
  const Stopwatch watch;
  const auto answers =
      ask_name_servers({.host = k_host, .servers = {good.address(), silent.address()}, .before = {}}, plenty_of_time());
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
                                         .before = {},
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
      {.host = "many.configuration.azure-api.net", .servers = {server.address()}, .before = {}}, plenty_of_time());
  EXPECT_THAT(statuses(whole), ElementsAre("ok"));
  EXPECT_TRUE(whole[0].truncated);
  EXPECT_THAT(whole[0].addresses, SizeIs(16));
  // One that answers datagrams only: a firewall that knows of UDP 53 alone looks the same.
  const FakeDnsServer cut(always({.truncated = true, .addresses = {"10.1.2.3"}}));
  const auto half = ask_name_servers({.host = k_host, .servers = {cut.address()}, .before = {}}, plenty_of_time());
  EXPECT_THAT(statuses(half), ElementsAre("unreachable"));
  EXPECT_TRUE(half[0].truncated);
}

TEST(DnsQuery, ALoopOfAliasesEnds) {
  const FakeDnsServer loop(
      always({.cnames = {{k_host, "b.example"}, {"b.example", "c.example"}, {"c.example", k_host}}}));
  const auto answers = ask_name_servers({.host = k_host, .servers = {loop.address()}, .before = {}}, plenty_of_time());
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
      ask_name_servers({.host = k_host, .servers = {server.address()}, .before = {}}, plenty_of_time());
  EXPECT_LE(answers[0].addresses.size(), 16U);
  EXPECT_LE(answers[0].cnames.size(), 10U);
  EXPECT_FALSE(answers[0].cnames.empty() && answers[0].addresses.empty() && answers[0].status == DnsStatus::ok);
}

}  // namespace
}  // namespace sgw::collector
