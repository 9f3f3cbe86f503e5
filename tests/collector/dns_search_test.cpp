#include "collector/dns_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> before(const std::string& host, const std::string& resolv_conf) {
  return names_before(host, parse_resolv_conf(resolv_conf));
}

constexpr const char* k_pod = "search apim.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n";

TEST(DnsSearch, TriesANameWithFewDotsInTheDomainsFirst) {
  EXPECT_THAT(before("contoso.configuration.azure-api.net", k_pod),
              ElementsAre("contoso.configuration.azure-api.net.apim.svc.cluster.local",
                          "contoso.configuration.azure-api.net.svc.cluster.local",
                          "contoso.configuration.azure-api.net.cluster.local"));
  EXPECT_THAT(before("a.b.c.d.e", k_pod), SizeIs(3));
  EXPECT_THAT(before("a.b.c.d.e.f", k_pod), IsEmpty());
  EXPECT_THAT(before("redis", "search corp.example.\n"), ElementsAre("redis.corp.example"));
  EXPECT_THAT(before("redis.apim", "search corp.example\n"), IsEmpty());
  EXPECT_THAT(before("redis", "options ndots:5\n"), IsEmpty());
}

TEST(DnsSearch, PassesOverWhatMakesNoName) {
  EXPECT_THAT(before("redis", "search . corp..example <none> corp.example\n"), ElementsAre("redis.corp.example"));
  EXPECT_THAT(before(std::string(60, 'a') + "." + std::string(60, 'b'),
                     "search " + std::string(63, 'c') + "." + std::string(63, 'd') + "." + std::string(63, 'e') +
                         "\noptions ndots:5\n"),
              IsEmpty());
}

TEST(DnsSearch, AListThatIsTooLongForMuslCountsForNothing) {
  const std::string domain = std::string(59, 'a') + ".test";
  const std::string three = domain + " " + domain + " " + domain;
  EXPECT_THAT(before("redis", "search " + three + "\n"), SizeIs(3));
  EXPECT_THAT(before("redis", "search " + three + " " + domain + "\n"), IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
