#include "collector/kube_problems.hpp"

#include "tests/collector/kube_report_fixture.hpp"

#include <chrono>

namespace sgw::collector {
namespace {

const std::string k_creating = R"({"name":"gw","ready":false,"state":{"waiting":{"reason":"ContainerCreating"}}})";

std::string event(const std::string& reason, const std::string& message, const std::string& time) {
  return R"({"involvedObject":{"kind":"Pod","namespace":"n","name":"p"},"reason":")" + reason + R"(","message":")" +
         message + R"(","lastTimestamp":")" + time + R"("})";
}

// kubernetes.json of a pod whose gateway "gw" is being created, after an init container.
JsonReader report_of(const std::string& init_status, const std::string& events) {
  return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{
        "initContainers":[{"name":"first","image":"busybox"}],"containers":[{"name":"gw","image":"x"}]},
        "status":{"phase":"Pending","initContainerStatuses":[)" +
                                        init_status + R"(],"containerStatuses":[)" + k_creating + R"(]}}],"events":[)" +
                                        events + "]}")))
      .kubernetes;
}

const std::string k_mount =
    event("FailedMount", "MountVolume.SetUp failed for volume \\\"v\\\" : timed out", "2026-11-20T08:00:01Z");

TEST(KubeProblems, TakeNoMountForFailedWhenAnInitContainerRan) {
  EXPECT_TRUE(report_of("", k_mount)["volume_problem"].exists());
  const std::string failed = R"({"name":"first","ready":false,"state":{"terminated":{"exitCode":1}}})";
  EXPECT_FALSE(report_of(failed, k_mount)["volume_problem"].exists());
}

TEST(KubeProblems, TakeNoMountForFailedWhenTheImageIsPulledSince) {
  const std::string pulling = event("Pulling", "Pulling image", "2026-11-20T08:00:09Z");
  EXPECT_FALSE(report_of("", k_mount + "," + pulling)["volume_problem"].exists());
  const std::string before = event("Pulling", "Pulling image", "2026-11-20T08:00:00Z");
  EXPECT_TRUE(report_of("", k_mount + "," + before)["volume_problem"].exists());
}

TEST(KubeProblems, TellAMountThatFailsSinceTheNodeCameBack) {
  const auto mount = [](const std::string& ended) {
    return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{
        "containers":[{"name":"gw","image":"x"}]},"status":{"phase":"Running","containerStatuses":[{"name":"gw",
        "ready":false,"state":{"waiting":{"reason":"ContainerCreating"}},
        "lastState":{"terminated":{"exitCode":255,"finishedAt":")" +
                                          ended + R"("}}}]}}],"events":[)" + k_mount + "]}")))
        .kubernetes["volume_problem"];
  };
  EXPECT_TRUE(mount("2026-11-20T07:00:00Z").exists());
  EXPECT_FALSE(mount("2026-11-20T08:30:00Z").exists());
}

TEST(KubeProblems, LookAtManyEventsOnce) {
  std::string events = k_mount;
  for (int i = 0; i < 5000; ++i) events += "," + k_mount;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(report_of("", events)["volume_problem"].exists());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << "not each against all others";
}

}  // namespace
}  // namespace sgw::collector
