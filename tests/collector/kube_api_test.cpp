#include "collector/kube_api.hpp"

#include "tests/collector/kube_fixture.hpp"

#include <gmock/gmock.h>

namespace sgw::collector {
namespace {

using KubeApiTest = KubeFixture;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(KubeApiTest, AsksForVersionAndGroupsFirst) {
  KubeApi& api = connect();
  EXPECT_EQ(api.version()["gitVersion"].text_or(""), "v1.25.0");
  EXPECT_EQ(api.group_path("autoscaling", {"v2", "v1"}), "/apis/autoscaling/v2");
  EXPECT_EQ(api.group_path("policy", {"v7", "v1"}), "/apis/policy/v1");
  EXPECT_EQ(api.group_path("", {"v1"}), "/api/v1");
  EXPECT_EQ(api.group_path("metrics.k8s.io", {"v1beta1"}), "");
  EXPECT_EQ(api.group_path("apps", {"v9"}), "");
  EXPECT_THAT(server.calls(), ElementsAre("GET /version", "GET /api", "GET /apis"));
}

TEST_F(KubeApiTest, ReadsAnObjectAndRecordsTheCall) {
  KubeApi& api = connect();
  const auto answer = api.get("/api/v1/namespaces/sgw-crash/configmaps", context());
  ASSERT_TRUE(answer);
  EXPECT_EQ((*answer)["kind"].text_or(""), "ConfigMapList");
  ASSERT_FALSE(sink.calls.empty());
  EXPECT_EQ(sink.calls.back().verb, "GET");
  EXPECT_EQ(sink.calls.back().target, "/api/v1/namespaces/sgw-crash/configmaps");
  EXPECT_EQ(sink.calls.back().status, 200);
}

TEST_F(KubeApiTest, ListsInPages) {
  server.many_pods("crowd", 1203);
  KubeApi& api = connect();
  std::size_t count = 0;
  const auto given = api.list(
      "/api/v1/namespaces/crowd/pods", [&](const JsonReader&) { return ++count > 0; }, context());
  ASSERT_TRUE(given);
  EXPECT_EQ(*given, 1203U);
  EXPECT_EQ(count, 1203U);
  EXPECT_EQ(count_calls("/crowd/pods?limit=500"), 3U);
}

}  // namespace
}  // namespace sgw::collector
