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

TEST(Targets, KeepsTheProxyOfTheLowestInstanceWhateverTheOrder) {
  for (const bool swapped : {false, true}) {
    Targets targets;
    const auto low = endpoint("a", 443, {InstanceId(1)}, "http://low");
    const auto high = endpoint("a", 443, {InstanceId(2)}, "http://high");
    targets.add_destination(swapped ? high : low);
    targets.add_destination(swapped ? low : high);
    EXPECT_EQ(targets.destinations().at(0).proxy.https, "http://low");
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
