#include "collector/dns_resolver.hpp"

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
  EXPECT_EQ(look_up("a b", {}).status, DnsStatus::error);
  EXPECT_THAT(look_up("a b", {}).addresses, IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
