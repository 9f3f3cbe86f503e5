#include "collector/kube_containers.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

using Texts = std::vector<std::string>;

// kubernetes.json of a pod whose gateway is the container "gw".
JsonReader report_of(const std::string& containers, const std::string& statuses, const std::string& phase = "Running") {
  return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[
             {"name":"gw","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"},)" +
                                        containers + R"(]},"status":{"phase":")" + phase +
                                        R"(","containerStatuses":[)" + statuses + "]}}]}")))
      .kubernetes;
}

std::string waiting(const std::string& name, const std::string& reason) {
  return R"({"name":")" + name + R"(","ready":false,"restartCount":0,"state":{"waiting":{"reason":")" + reason +
         R"("}}})";
}

const std::string k_proxy = R"({"name":"istio-proxy","image":"docker.io/istio/proxyv2:1.24"})";

TEST(KubeContainers, TakeNoSidecarForNotReadyBeforeAnyContainerIsBegunWith) {
  const JsonReader facts =
      report_of(k_proxy, waiting("gw", "ContainerCreating") + "," + waiting("istio-proxy", "ContainerCreating"));
  EXPECT_EQ(texts(facts["sidecars"]), (Texts{"istio-proxy"}));
  EXPECT_EQ(texts(facts["sidecar_not_ready"]), (Texts{}));
  const JsonReader pulling =
      report_of(k_proxy, waiting("gw", "PodInitializing") + "," + waiting("istio-proxy", "ImagePullBackOff"));
  EXPECT_EQ(texts(pulling["sidecar_not_ready"]), (Texts{"istio-proxy"}));
}

TEST(KubeContainers, CallAnotherGatewayNoSidecar) {
  const KubeReport report(
      KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[
      {"name":"east","image":"azure-api-management/gateway:2","env":[{"name":"neighborhood.host"}]},{"name":"side","image":"x"},
      {"name":"west","image":"azure-api-management/gateway:2","env":[{"name":"neighborhood.host"}]}]},
      "status":{"phase":"Running","containerStatuses":[
      {"name":"east","ready":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-20T08:00:00Z"}}},
      {"name":"west","ready":false,"restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}]})")));
  EXPECT_EQ(report.sink.instances, (Texts{"p/east"}));
  EXPECT_EQ(report.kubernetes["gateway_container"].text_or(""), "east");
  EXPECT_EQ(report.state["restart_count"].integer(), 0);
  EXPECT_EQ(texts(report.kubernetes["sidecars"]), (Texts{"side"}));
  EXPECT_EQ(texts(report.kubernetes["sidecar_not_ready"]), (Texts{}));
}

TEST(KubeContainers, TellOfAGatewayThatIsANativeSidecar) {
  const KubeReport report(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{
      "containers":[{"name":"app","image":"contoso/app:1"}],
      "initContainers":[{"name":"apim","restartPolicy":"Always","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3",
        "resources":{"limits":{"memory":"256Mi"}}},
        {"name":"wait","image":"busybox"}]},
      "status":{"phase":"Running","containerStatuses":[
      {"name":"app","ready":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-20T08:00:00Z"}}}],
      "initContainerStatuses":[
      {"name":"apim","ready":false,"restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
       "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}},
      {"name":"wait","ready":true,"restartCount":0,"state":{"terminated":{"exitCode":0}}}]}}]})")));
  EXPECT_EQ(report.kubernetes["gateway_container"].text_or(""), "apim");
  EXPECT_EQ(report.state["restart_count"].integer(), 4);
  EXPECT_EQ(report.state["oom_killed"].boolean(), true);
  EXPECT_EQ(report.state["limits"]["memory_bytes"].integer(), 256 << 20);
  EXPECT_EQ(texts(report.kubernetes["sidecars"]), (Texts{"app"}));
  EXPECT_EQ(texts(report.kubernetes["init_failed"]), (Texts{}));
}

TEST(KubeContainers, TellTheGatewaysMemoryAndNotASidecars) {
  const KubeReport report(
      KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[
      {"name":"gw","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"},{"name":"side","image":"x"}]},
      "status":{"phase":"Running","containerStatuses":[
      {"name":"side","ready":false,"restartCount":9,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
       "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}},
      {"name":"gw","ready":true,"restartCount":0,"state":{"running":{"startedAt":"2026-11-20T08:00:00Z"}}}]}}]})")));
  EXPECT_EQ(report.state["oom_killed"].boolean(), false);
  EXPECT_EQ(report.state["restart_count"].integer(), 0);
  EXPECT_FALSE(report.state["exit_code"].exists());
  EXPECT_EQ(texts(report.kubernetes["sidecar_not_ready"]), (Texts{"side"}));
}

TEST(KubeContainers, TellAnInitContainerThatCannotBeStarted) {
  const auto failed = [](const char* reason) {
    const KubeReport report(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{
        "initContainers":[{"name":"first","image":"x"}],"containers":[{"name":"gw","image":"x"}]},
        "status":{"phase":"Pending","initContainerStatuses":[)" +
                                                waiting("first", reason) + R"(],"containerStatuses":[)" +
                                                waiting("gw", "PodInitializing") + "]}}]}")));
    return texts(report.kubernetes["init_failed"]);
  };
  EXPECT_EQ(failed("ImagePullBackOff"), (Texts{"first"}));
  EXPECT_EQ(failed("CreateContainerConfigError"), (Texts{"first"}));
  EXPECT_EQ(failed("PodInitializing"), (Texts{}));
}

TEST(KubeContainers, BelieveNoCodeThatTheKubeletMadeUp) {
  const KubeReport report(
      KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[
      {"name":"gw","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"}]},
      "status":{"phase":"Running","containerStatuses":[{"name":"gw","ready":true,"restartCount":1,
      "state":{"running":{"startedAt":"2026-11-20T08:00:00Z"}},"lastState":{"terminated":{"exitCode":137,
      "reason":"ContainerStatusUnknown","message":"The container could not be located when the pod was terminated",
      "startedAt":null,"finishedAt":null}}}]}}]})")));
  EXPECT_FALSE(report.state["exit_code"].exists());
  EXPECT_EQ(report.kubernetes["last_ended"]["reason"].text_or(""), "ContainerStatusUnknown");
}

TEST(KubeContainers, HaveTheLimitOfTheirPodWithoutOneOfTheirOwn) {
  const auto limits = [](const std::string& own) {
    return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{
        "resources":{"limits":{"memory":"512Mi"}},"containers":[{"name":"gw","image":"x")" +
                                          own + "}]}}]}")))
        .state["limits"];
  };
  EXPECT_EQ(limits("")["memory_bytes"].integer(), 512 << 20);
  EXPECT_EQ(limits("")["nano_cpus"].integer(), 0);
  EXPECT_EQ(limits(R"(,"resources":{"limits":{"memory":"1Gi"}})")["memory_bytes"].integer(), 1 << 30);
}

}  // namespace
}  // namespace sgw::collector
