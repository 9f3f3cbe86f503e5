#include "collector/kube_workload.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

// A replica of the revision `hash` on `node`.
std::string replica(const std::string& name, const std::string& node, const std::string& hash, int restarts,
                    bool ready) {
  return R"({"metadata":{"name":")" + name + R"(","namespace":"n","labels":{"pod-template-hash":")" + hash +
         R"("}},"spec":{"nodeName":")" + node +
         R"(","containers":[{"name":"gw","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"}]},
            "status":{"phase":"Running","containerStatuses":[{"name":"gw","ready":)" +
         (ready ? "true" : "false") + R"(,"restartCount":)" + std::to_string(restarts) +
         R"(,"state":{"running":{}}}]}})";
}

JsonReader storm(const std::string& others) {
  return KubeReport(KubeScene(kube_json(R"({"pods":[)" + replica("bad", "node1", "new", 7, false) + others + "]}")))
      .kubernetes["restarts_on_this_node_only"];
}

TEST(KubeWorkload, BlamesNoNodeForANewRevisionThatCrashes) {
  EXPECT_FALSE(
      storm("," + replica("a", "node2", "old", 0, true) + "," + replica("b", "node3", "old", 0, true)).exists());
  EXPECT_EQ(storm("," + replica("a", "node2", "new", 0, true)).boolean(), true);
}

TEST(KubeWorkload, BlamesNoNodeForOneReplicaOrOthersThatDoNotRun) {
  EXPECT_FALSE(storm("").exists());
  EXPECT_FALSE(storm("," + replica("a", "node2", "new", 0, false)).exists()) << "it never came up";
  EXPECT_EQ(storm("," + replica("a", "node2", "new", 1, true)).boolean(), false);
}

TEST(KubeWorkload, BlamesNoNodeWhereAnotherReplicaRunsWell) {
  const std::string elsewhere = "," + replica("a", "node2", "new", 0, true);
  EXPECT_EQ(storm(elsewhere + "," + replica("b", "node1", "new", 0, true)).boolean(), false);
  EXPECT_EQ(storm(elsewhere + "," + replica("b", "node1", "new", 3, true)).boolean(), true);
}

JsonReader of_pod(const std::string& pod, int ready) {
  return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n")" + pod +
                                        R"(}],"deployments":[{"metadata":{"name":"gw"},"spec":{"replicas":2},
                                        "status":{"replicas":2,"readyReplicas":)" +
                                        std::to_string(ready) + "}}]}")))
      .kubernetes["replaced"];
}

TEST(KubeWorkload, TellsAPodThatHasBeenReplaced) {
  const std::string evicted = R"(},"status":{"phase":"Failed","reason":"Evicted"})";
  EXPECT_EQ(of_pod(evicted, 2).boolean(), true);
  EXPECT_EQ(of_pod(evicted, 1).boolean(), false);
  EXPECT_EQ(of_pod(R"(,"deletionTimestamp":"2026-11-20T08:00:00Z"},"status":{"phase":"Running"})", 2).boolean(), true);
  EXPECT_FALSE(of_pod(R"(},"status":{"phase":"Running"})", 2).exists());
}

TEST(KubeWorkload, FindsTheAutoscalerOfARolloutBehindItsReplicaSet) {
  const KubeReport report(KubeScene(kube_json(R"({"pods":[)" + replica("p", "node1", "a", 0, true) + R"(],
      "replicasets":[{"metadata":{"name":"gw-a","ownerReferences":[{"kind":"Rollout","name":"gw","controller":true}]},
        "spec":{"replicas":1},"status":{"replicas":1,"readyReplicas":1}}],
      "horizontalpodautoscalers":[
        {"metadata":{"name":"other"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"gw"}}},
        {"metadata":{"name":"scaler"},"spec":{"scaleTargetRef":{"kind":"Rollout","name":"gw"},"maxReplicas":3}}]})")));
  EXPECT_EQ(report.kubernetes["autoscaler"]["name"].text_or(""), "scaler");
  EXPECT_EQ(report.kubernetes["workload"]["kind"].text_or(""), "ReplicaSet");
  EXPECT_EQ(report.kubernetes["workload"]["ready"].integer(), 1);
  EXPECT_FALSE(report.kubernetes["workload"]["updated"].exists()) << "a ReplicaSet does not count them";
}

TEST(KubeWorkload, DoesNotSayThatThereAreNoPodsWhenItHasSome) {
  const auto status = [](int replicas) {
    return KubeReport(KubeScene(kube_json(R"({"deployments":[{"metadata":{"name":"gw","namespace":"n"},"spec":{
        "template":{"spec":{"containers":[{"name":"gw","image":"x"}]}}},"status":{"replicas":)" +
                                          std::to_string(replicas) + "}}]}")))
        .state;
  };
  EXPECT_EQ(status(0)["status"].text_or(""), "no-pods");
  EXPECT_FALSE(status(3)["status"].exists());
  EXPECT_FALSE(status(3)["running"].exists());
}

}  // namespace
}  // namespace sgw::collector
