#include "collector/dns_resolver.hpp"

#include "tests/collector/fake_dns_server.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/unbound_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

DnsResult look_up(const std::string& host, const DnsOptions& options,
                  std::chrono::milliseconds limit = std::chrono::seconds(30)) {
  return resolve(host, options, ProbeTime{Deadline::after(limit), {}});
}

TEST(DnsResolver, TellsEveryKindOfAnswerApart) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const DnsOptions options{.servers = server.address(), .hosts_file = "/nonexistent"};
  struct Case {
    std::string host;
    DnsStatus status;
    std::vector<std::string> addresses, cnames;
  };
  const std::vector<Case> cases{
      {"contoso.configuration.azure-api.net", DnsStatus::ok, {"10.1.2.3"}, {"contoso.privatelink.azure-api.net"}},
      {"CONTOSO.configuration.azure-api.net.", DnsStatus::ok, {"10.1.2.3"}, {"contoso.privatelink.azure-api.net"}},
      {"local.configuration.azure-api.net", DnsStatus::ok, {"127.0.0.1"}, {}},
      {"dual.configuration.azure-api.net", DnsStatus::ok, {"127.0.0.1", "::1"}, {}},
      {"v6only.configuration.azure-api.net", DnsStatus::ok, {"2001:db8::7"}, {}},
      {"public.configuration.azure-api.net", DnsStatus::ok, {"127.0.0.1"}, {"apimgmt-abc.cloudapp.azure.com"}},
      {"dangling.configuration.azure-api.net", DnsStatus::nxdomain, {}, {"gone.privatelink.azure-api.net"}},
      {"nx.test", DnsStatus::nxdomain, {}, {}},
      {"nodata.test", DnsStatus::nodata, {}, {}},
      {"a.servfail.test", DnsStatus::servfail, {}, {}},
      {"refused.test", DnsStatus::refused, {}, {}},
  };
  for (const auto& row : cases) {
    SCOPED_TRACE(row.host);
    const DnsResult result = look_up(row.host, options);
    EXPECT_EQ(to_literal(result.status).view(), to_literal(row.status).view());
    EXPECT_EQ(result.addresses, row.addresses);
    // How far a loop of aliases is followed is the name server's affair.
    if (row.status != DnsStatus::servfail) {
      EXPECT_EQ(result.cnames, row.cnames);
    }
    EXPECT_EQ(to_literal(result.origin).view(), "servers");
  }
  EXPECT_EQ(look_up("drop.test", options, std::chrono::milliseconds(500)).status, DnsStatus::timeout);
  EXPECT_EQ(look_up("many.configuration.azure-api.net", options).addresses.size(), 16U);
}

TEST(DnsResolver, GoesOnToTheSecondServerWhenTheFirstIsSilent) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const DnsOptions options{.servers = "127.0.0.1:" + std::to_string(test::free_port()) + "," + server.address(),
                           .hosts_file = "/nonexistent"};
  EXPECT_EQ(look_up("local.configuration.azure-api.net", options).status, DnsStatus::ok);
}

TEST(DnsResolver, SaysWhenNobodyIsThereToAsk) {
  const DnsOptions options{.servers = "127.0.0.1:" + std::to_string(test::free_port()), .hosts_file = "/nonexistent"};
  EXPECT_EQ(to_literal(look_up("contoso.example", options).status).view(), "unreachable");
}

TEST(DnsResolver, EndsWhenStopped) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  std::stop_source stop;
  stop.request_stop();
  const DnsResult result = resolve("drop.test", {.servers = server.address(), .hosts_file = "/nonexistent"},
                                   ProbeTime{Deadline::after(std::chrono::hours(1)), stop.get_token()});
  EXPECT_FALSE(result.usable());
}

TEST(DnsResolver, TakesTheHostsFileFirst) {
  const test::TempDir folder;
  const DnsOptions options{
      .servers = "127.0.0.1:1",
      .hosts_file = folder.write("hosts",
                                 "# 192.0.2.9 contoso.example\n192.0.2.1\tother Contoso.EXAMPLE # x\n"
                                 "nonsense contoso.example\n::1 contoso.example\n192.0.2.3")};
  const DnsResult result = look_up("contoso.example", options);
  EXPECT_EQ(result.status, DnsStatus::ok);
  EXPECT_EQ(to_literal(result.origin).view(), "hosts-file");
  EXPECT_THAT(result.addresses, ElementsAre("192.0.2.1", "::1"));
}

TEST(DnsResolver, ComparesTheHostsFileWithDns) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const test::TempDir folder;
  const DnsOptions options{.servers = server.address(),
                           .hosts_file = folder.write("hosts",
                                                      "10.1.2.3 contoso.configuration.azure-api.net\n"
                                                      "192.0.2.7 public.configuration.azure-api.net nx.test\n")};
  const DnsResult same = look_up("contoso.configuration.azure-api.net", options);
  ASSERT_TRUE(same.hosts);
  EXPECT_EQ(same.hosts->differs, false);
  const DnsResult stale = look_up("public.configuration.azure-api.net", options);
  EXPECT_THAT(stale.addresses, ElementsAre("192.0.2.7"));
  EXPECT_THAT(stale.servers.at(0).addresses, ElementsAre("127.0.0.1"));
  EXPECT_EQ(stale.hosts.value().differs, true);
  const DnsResult alone = look_up("nx.test", options);
  EXPECT_EQ(alone.status, DnsStatus::ok);
  EXPECT_FALSE(alone.hosts.value().differs);  // nothing to compare with
  EXPECT_FALSE(look_up("local.configuration.azure-api.net", options).hosts);
}

TEST(DnsResolver, AsksNobodyForThisHostsOwnNames) {
  const FakeDnsServer server([](const std::string&, unsigned) { return FakeDnsAnswer{.addresses = {"10.1.2.3"}}; });
  const test::TempDir folder;
  const DnsOptions options{.servers = server.address(), .hosts_file = folder.write("hosts", "127.0.0.1 localhost\n")};
  EXPECT_THAT(look_up("localhost", options).addresses, ElementsAre("127.0.0.1"));
  EXPECT_THAT(server.asked(), IsEmpty());
}

TEST(DnsResolver, TakesItsSettingsFromTheFileItIsGiven) {
  const FakeDnsServer cluster([](const std::string& name, unsigned) {
    return FakeDnsAnswer{.code = name == "redis.apim.svc.cluster.local" ? 0U : 3U, .addresses = {"10.96.0.7"}};
  });
  const test::TempDir folder;
  DnsOptions options{.servers = cluster.address(),
                     .hosts_file = "/nonexistent",
                     .resolv_conf = folder.write("resolv.conf",
                                                 "nameserver 192.0.2.1\nsearch apim.svc.cluster.local cluster.local\n"
                                                 "options ndots:5\n")};
  const DnsResult bare = look_up("redis", options);
  EXPECT_THAT(bare.addresses, ElementsAre("10.96.0.7"));
  EXPECT_EQ(bare.answered, "redis.apim.svc.cluster.local");
  const DnsResult full = look_up("contoso.configuration.azure-api.net", options);
  EXPECT_EQ(full.search_queries, 2U);  // three dots, five are wanted
  EXPECT_EQ(full.resolver.value().ndots(), 5U);
  EXPECT_EQ(full.status, DnsStatus::nxdomain);
  EXPECT_EQ(full.answered, "contoso.configuration.azure-api.net");
  EXPECT_THAT(cluster.asked(), testing::Contains("contoso.configuration.azure-api.net.cluster.local"));
  // A final dot says that the name is whole, to musl and to glibc alike.
  const DnsResult absolute = look_up("redis.", options);
  EXPECT_EQ(absolute.search_queries, 0U);
  EXPECT_EQ(absolute.status, DnsStatus::nxdomain);
  EXPECT_EQ(absolute.answered, "redis");
  options.resolv_conf = folder.write("plain", "nameserver 192.0.2.1\nsearch corp.example\n");
  EXPECT_EQ(look_up("contoso.configuration.azure-api.net", options).search_queries, 0U);
  EXPECT_THAT(look_up("a.b", options).resolver.value().servers, ElementsAre(cluster.address()));
}

TEST(DnsResolver, ShowsThatASearchDomainAnswersInPlaceOfTheHost) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const test::TempDir folder;
  DnsOptions options{.servers = server.address(),
                     .hosts_file = "/nonexistent",
                     .resolv_conf = folder.write("resolv.conf", "search nx.test wild.test\noptions ndots:5\n")};
  const DnsResult result = look_up("public.configuration.azure-api.net", options);
  EXPECT_THAT(result.addresses, ElementsAre("127.0.0.9"));
  EXPECT_EQ(result.answered, "public.configuration.azure-api.net.wild.test");
  EXPECT_TRUE(result.findings.shadowed);
  const DnsServerAnswer& answer = result.servers.at(0);
  ASSERT_EQ(answer.asked.size(), 2U);
  EXPECT_EQ(answer.asked[0].name, "public.configuration.azure-api.net.nx.test");
  EXPECT_EQ(answer.asked[0].status, DnsStatus::nxdomain);
  ASSERT_TRUE(answer.as_is);
  EXPECT_THAT(answer.as_is->addresses, ElementsAre("127.0.0.1"));
  options.resolv_conf = folder.write("enough", "search nx.test wild.test\noptions ndots:3\n");
  EXPECT_THAT(look_up("public.configuration.azure-api.net", options).addresses, ElementsAre("127.0.0.1"));
}

TEST(DnsResolver, AsksThreeServersAtMost) {
  const FakeDnsServer server([](const std::string&, unsigned) { return FakeDnsAnswer{.addresses = {"10.1.2.3"}}; });
  const std::string four = server.address() + "," + server.address() + "," + server.address() + "," + server.address();
  const DnsResult result = look_up("contoso.example", {.servers = four, .hosts_file = "/nonexistent"});
  EXPECT_EQ(result.servers.size(), 3U);
  EXPECT_EQ(result.resolver.value().servers.size(), 4U);
  EXPECT_EQ(server.asked().size(), 6U);
  EXPECT_FALSE(result.findings.servers_disagree);
  EXPECT_TRUE(result.findings.all_private);
}

TEST(DnsResolver, NamesAnAnswerThatLoops) {
  const FakeDnsServer loop([](const std::string& name, unsigned) {
    return FakeDnsAnswer{.cnames = {{name, "b.example"}, {"b.example", name}}};
  });
  const DnsResult result = look_up("a.example", {.servers = loop.address(), .hosts_file = "/nonexistent"});
  EXPECT_EQ(result.status, DnsStatus::nodata);
  EXPECT_TRUE(result.findings.loop);
  EXPECT_FALSE(result.usable());
  EXPECT_EQ(loop.asked().size(), 2U);
}

TEST(DnsResolver, SeesThePrivateLinkInTheChain) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "unbound is not installed";
  const test::UnboundServer server;
  const DnsOptions options{.servers = server.address(), .hosts_file = "/nonexistent"};
  EXPECT_TRUE(look_up("contoso.configuration.azure-api.net", options).findings.private_link);
  EXPECT_TRUE(look_up("dangling.configuration.azure-api.net", options).findings.private_link);
  EXPECT_FALSE(look_up("public.configuration.azure-api.net", options).findings.private_link);
}

TEST(DnsResolver, DoesNotLookUpAddresses) {
  for (const std::string host : {"192.0.2.1", "::1", "[::1]"}) {
    const DnsResult result = look_up(host, {.servers = "127.0.0.1:1", .hosts_file = "/nonexistent"});
    EXPECT_EQ(result.status, DnsStatus::skipped) << host;
    EXPECT_EQ(to_literal(result.origin).view(), "literal");
    EXPECT_TRUE(result.usable());
  }
}

TEST(DnsResolver, SaysWhatIsNoName) {
  EXPECT_EQ(look_up("", {}).error.view(), "there is no host name");
  EXPECT_EQ(look_up("<placeholder>", {}).error.view(), "this is not a host name");
  EXPECT_EQ(look_up("b\xc3\xbc"
                    "cher.example",
                    {})
                .error.view(),
            "this has letters that no host name has: what can be asked is its form with xn--");
  EXPECT_EQ(look_up(std::string(300, 'a'), {}).error.view(), "this is longer than a host name can be");
  EXPECT_EQ(look_up("contoso.example..", {}).error.view(), "this is not a host name");
  EXPECT_EQ(look_up(std::string(64, 'a') + ".example", {}).error.view(), "this is not a host name");
  EXPECT_EQ(look_up("a b", {}).status, DnsStatus::error);
  EXPECT_THAT(look_up("a b", {}).addresses, IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
