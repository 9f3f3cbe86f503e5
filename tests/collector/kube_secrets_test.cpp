#include "collector/kube_secrets.hpp"

#include "tests/collector/kube_report_fixture.hpp"

#include <algorithm>

namespace sgw::collector {
namespace {

bool learns(const KubeReport& report, std::string_view secret) {
  return std::any_of(report.sink.learnt.begin(), report.sink.learnt.end(),
                     [secret](const auto& one) { return one.first == secret; });
}

TEST(KubeSecrets, AreLearntFromHooksHeadersAndVolumes) {
  const KubeReport report(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p"},"spec":{
      "volumes":[{"name":"v","csi":{"driver":"d","volumeAttributes":{"password":"volume-password-1"}}}],
      "containers":[{"name":"gw","image":"x",
        "livenessProbe":{"httpGet":{"httpHeaders":[{"name":"authorization","value":"Bearer header-token-2"}]}},
        "lifecycle":{"postStart":{"exec":{"command":["curl","--password","hook-password-3"]}},
                     "preStop":{"httpGet":{"httpHeaders":[{"name":"AUTHORIZATION","value":"Basic hook-header-4"}]}}}
      }]}}]})")));
  for (const char* secret : {"volume-password-1", "Bearer header-token-2", "hook-password-3", "Basic hook-header-4"}) {
    EXPECT_TRUE(learns(report, secret)) << secret;
  }
}

TEST(KubeSecrets, OfTheGatewayAreNotCrowdedOutByOtherContainers) {
  std::string others;
  for (int container = 0; container < 5; ++container) {
    others += R"({"name":"init)" + std::to_string(container) + R"(","image":"x","env":[)";
    for (int i = 0; i < 1500; ++i)
      others += (i == 0 ? "" : ",") + std::string(R"({"name":"V)") + std::to_string(i) + R"(","value":"x"})";
    others += container == 4 ? "]}" : "]},";
  }
  const KubeReport report(
      KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p"},"spec":{"initContainers":[)" + others +
                          R"(],"containers":[{"name":"gw","image":"x","args":[
      "--password","gateway-secret-1"]}]}}]})")));
  EXPECT_TRUE(learns(report, "gateway-secret-1"));
}

}  // namespace
}  // namespace sgw::collector
