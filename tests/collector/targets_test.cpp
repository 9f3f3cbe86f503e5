#include "collector/targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;

Destination endpoint(std::string host, std::uint16_t port, std::vector<InstanceId> instances, std::string proxy = {}) {
  Destination target;
  target.host = std::move(host);
  target.port = port;
  target.instances = std::move(instances);
  target.proxy.https = std::move(proxy);
  return target;
}

TEST(Targets, MergesTheSameHostAndPort) {
  Targets targets;
  targets.add_destination(endpoint("Contoso.Example", 443, {InstanceId(2)}));
  targets.add_destination(endpoint("contoso.example.", 443, {InstanceId(1), InstanceId(2)}));
  targets.add_destination(endpoint("contoso.example", 8443, {InstanceId(3)}));
  const auto all = targets.destinations();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0].instances, ElementsAre(InstanceId(1), InstanceId(2)));
  EXPECT_EQ(all[1].port, 8443);
}

// Who writes it without the dot is led through the search domains: that is the way that has to be looked at.
TEST(Targets, TakesANameForWholeOnlyWhereAllWriteItSo) {
  const auto written = [](std::string host, bool absolute, InstanceId instance) {
    Destination target = endpoint(std::move(host), 443, {instance});
    target.absolute = absolute;
    return target;
  };
  Targets targets;
  targets.add_destination(written("a.example", true, InstanceId(1)));
  targets.add_destination(written("a.example", false, InstanceId(2)));
  targets.add_destination(written("b.example", true, InstanceId(1)));
  targets.add_destination(written("b.example", true, InstanceId(2)));
  const auto all = targets.destinations();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].absolute);
  EXPECT_TRUE(all[1].absolute);
}

TEST(Targets, KeepsWaysByDifferentProxiesApart) {
  Targets targets;
  targets.add_destination(endpoint("a", 443, {InstanceId(2)}, "http://high"));
  targets.add_destination(endpoint("a", 443, {InstanceId(1)}));
  targets.add_destination(endpoint("A", 443, {InstanceId(0)}, "http://high"));
  const auto all = targets.destinations();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].proxy.https.empty());
  EXPECT_THAT(all[0].instances, ElementsAre(InstanceId(1)));
  EXPECT_THAT(all[1].instances, ElementsAre(InstanceId(0), InstanceId(2)));
}

TEST(Targets, TellsWhenGatewaysOfOneEndpointHaveTokensOfTheirOwn) {
  for (const bool same : {true, false}) {
    Targets targets;
    Destination one = endpoint("a", 443, {InstanceId(0)});
    one.token = GatewayToken{"one", "GatewayKey one"};
    Destination two = endpoint("a", 443, {InstanceId(1)});
    two.token = GatewayToken{"two", same ? "GatewayKey one" : "GatewayKey two"};
    targets.add_destination(one);
    targets.add_destination(two);
    EXPECT_EQ(targets.destinations().at(0).tokens_differ, !same);
  }
}

TEST(Targets, ATargetOfTheFlagDoesNotLoseTheProxyOfTheSettings) {
  Targets targets;
  targets.add_destination(endpoint("a", 443, {InstanceId(0)}, "http://p"));
  Destination flagged = endpoint("a", 443, {});
  flagged.from_flag = true;
  targets.add_destination(flagged);
  EXPECT_EQ(targets.destinations().at(0).proxy.https, "http://p");
  EXPECT_TRUE(targets.destinations().at(0).from_flag);
}

TEST(Targets, GivesStatusTargetsInOrderAndOnce) {
  Targets targets;
  targets.add_status({InstanceId(1), "127.0.0.1", 8080});
  targets.add_status({InstanceId(0), "172.17.0.2", 8080});
  targets.add_status({InstanceId(1), "127.0.0.1", 8080});
  const auto all = targets.statuses();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].host, "172.17.0.2");
}

}  // namespace
}  // namespace sgw::collector
