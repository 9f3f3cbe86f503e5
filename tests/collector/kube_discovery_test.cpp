#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

KubeScore score(const std::string& spec, const std::string& labels = "{}") {
  return score_pod(kube_json(R"({"metadata":{"labels":)" + labels + R"(},"spec":{"containers":[)" + spec + "]}}"));
}

TEST(KubeDiscovery, FindsTheGatewayInEveryRecordedState) {
  for (const char* name :
       {"healthy", "crash", "oom", "imagepull", "nosecret", "pending", "notready", "expired", "mesh"}) {
    const KubeScene scene = KubeScene::named(name);
    const KubeScore pod = score_pod(scene.pods.at(0));
    EXPECT_TRUE(pod.gateway()) << name;
    EXPECT_EQ(pod.container, "azure-api-management-gateway") << name;
    EXPECT_TRUE(score_workload(scene.all["deployments"].at(0)).gateway()) << name;
    EXPECT_EQ(kube_shape(scene.pods.at(0), pod.container), "helm") << name;
  }
}

TEST(KubeDiscovery, LeavesADeploymentThatIsMerelyNamedGateway) {
  const KubeScene scene = KubeScene::named("unrelated");
  EXPECT_LT(score_pod(scene.pods.at(0)).points, k_candidate_score);
  EXPECT_LT(score_workload(scene.all["deployments"].at(0)).points, k_candidate_score);
}

TEST(KubeDiscovery, TakesMirrorsAndDigests) {
  for (const char* image : {"registry.contoso.example:5000/mirror/azure-api-management/gateway@sha256:00ff",
                            "azure-api-management/gateway:2"}) {
    EXPECT_TRUE(score(std::string(R"({"name":"x","image":")") + image + R"("})").gateway()) << image;
  }
  EXPECT_EQ(score(R"({"name":"x","image":"contoso/gateway:2"})").points, 0);
}

// What an init container that ends looks like counts for nothing: it may copy files out of the gateway's image.
TEST(KubeDiscovery, FindsAGatewayThatRunsAsANativeSidecar) {
  const auto pod = [](const std::string& policy) {
    return kube_json(
        R"({"spec":{"containers":[{"name":"app","image":"contoso/app:1"}],"initContainers":[{"name":"apim",)" + policy +
        R"("image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3","env":[
                     {"name":"runtime.deployment.mechanism","value":"Helm"}]}]}})");
  };
  const KubeScore staying = score_pod(pod(R"("restartPolicy":"Always",)"));
  EXPECT_TRUE(staying.gateway());
  EXPECT_EQ(staying.container, "apim");
  EXPECT_EQ(kube_shape(pod(R"("restartPolicy":"Always",)"), "apim"), "helm");
  EXPECT_EQ(score_pod(pod("")).points, 0);
  EXPECT_EQ(kube_shape(pod(""), "apim"), "other");
}

TEST(KubeDiscovery, LooksIntoTheConfigMapsOfEnvFrom) {
  const std::string spec = R"({"name":"x","image":"y","envFrom":[{"configMapRef":{"name":"settings"}}],
    "env":[{"name":"config.service.auth","valueFrom":{"secretKeyRef":{"name":"t","key":"value"}}}]})";
  EXPECT_TRUE(score(spec).candidate()) << "worth a look into the ConfigMap";
  const JsonReader pod = kube_json(R"({"spec":{"containers":[)" + spec + "]}}");
  const KubeScore found = score_pod(pod, [](std::string_view name) {
    return name == "settings" ? kube_json(R"({"data":{"config.service.endpoint":"a"}})") : JsonReader();
  });
  EXPECT_EQ(found.points, 80);
}

TEST(KubeDiscovery, ChoosesTheContainerThatLooksMostLikeIt) {
  const KubeScore found = score(
      R"({"name":"proxy","image":"envoy","ports":[{"containerPort":8080},{"containerPort":8081}]},
         {"name":"api","image":"x/azure-api-management/gateway:2"},{"name":"log","image":"fluent"})");
  EXPECT_EQ(found.container, "api");
  EXPECT_EQ(found.points, 100);
}

TEST(KubeDiscovery, FindsEveryContainerThatIsAGatewayByItsOwnSigns) {
  const std::string label = R"({"app.kubernetes.io/component":"self-hosted-gateway"})";
  const KubeScore found = score(
      R"({"name":"a","image":"x/azure-api-management/gateway:2","ports":[{"containerPort":8080},{"containerPort":8081}]},
         {"name":"proxy","image":"envoy"},{"name":"helper","image":"x/azure-api-management/gateway:2"},
         {"name":"b","image":"custom","env":[{"name":"config.service.endpoint"},{"name":"config.service.auth"}]},
         {"name":"c","image":"x/azure-api-management/gateway:2","env":[{"name":"neighborhood.host"}]})",
      label);
  EXPECT_EQ(found.container, "c");
  EXPECT_EQ(found.others, (std::vector<std::string>{"a", "b"})) << "a label makes no gateway of a sidecar";
  EXPECT_TRUE(score(R"({"name":"a","image":"x"},{"name":"b","image":"y"})", label).others.empty());
}

TEST(KubeDiscovery, NeverAddsUpSignsOfSeveralContainers) {
  const KubeScore found = score(
      R"({"name":"a","image":"x","env":[{"name":"config.service.endpoint"}]},
         {"name":"b","image":"x","volumeMounts":[{"name":"v","mountPath":"/apim/config"}]})");
  EXPECT_EQ(found.points, 50);
  EXPECT_TRUE(found.candidate());
}

TEST(KubeDiscovery, KnowsPeerPortsByNameAndByNumber) {
  EXPECT_EQ(score(R"({"name":"a","ports":[{"name":"rate-limit-dc","containerPort":5000,"protocol":"UDP"},
    {"name":"dc-heartbeat","containerPort":5001,"protocol":"UDP"}]})")
                .points,
            40);
  EXPECT_EQ(
      score(R"({"name":"a","ports":[{"containerPort":4290,"protocol":"UDP"},{"containerPort":4291,"protocol":"UDP"}]})")
          .points,
      40);
  EXPECT_EQ(score(R"({"name":"a","ports":[{"containerPort":4290},{"containerPort":4291}]})").points, 0);  // TCP
}

TEST(KubeDiscovery, TakesTheLabelAlone) {
  EXPECT_TRUE(
      score(R"({"name":"a","image":"x"})", R"({"app.kubernetes.io/component":"self-hosted-gateway"})").gateway());
}

TEST(KubeDiscovery, TellsShapesApart) {
  const auto shape = [](const std::string& metadata, const std::string& container) {
    return kube_shape(kube_json(R"({"metadata":)" + metadata + R"(,"spec":{"containers":[)" + container + "]}}"), "g");
  };
  EXPECT_EQ(shape(R"({"labels":{"helm.sh/chart":"azure-api-management-gateway-1.15.1"}})", R"({"name":"g"})"), "helm");
  EXPECT_EQ(shape(R"({"labels":{"helm.sh/chart":"azure-api-management-gateway-1.2"},
                      "annotations":{"clusterconfig.azure.com/extension-name":"gw"}})",
                  R"({"name":"g"})"),
            "arc");
  EXPECT_EQ(shape("{}", R"({"name":"g","envFrom":[{"configMapRef":{"name":"g-env"}}],
    "env":[{"name":"config.service.auth","valueFrom":{"secretKeyRef":{"name":"g-token","key":"value"}}}]})"),
            "portal");
  EXPECT_EQ(shape("{}", R"({"name":"g","envFrom":[{"configMapRef":{"name":"settings"}}]})"), "other");
}

TEST(KubeDiscovery, SurvivesAnyShape) {
  for (const char* json : {"{}", "[]", "3", R"({"spec":{"containers":[1,null,[]]}})", R"({"metadata":{"labels":[]}})",
                           R"({"spec":{"containers":[{"env":{},"envFrom":[3],"ports":[null],"volumeMounts":"x"}]}})"}) {
    EXPECT_EQ(score_pod(kube_json(json)).points, 0) << json;
    EXPECT_EQ(score_workload(kube_json(json)).points, 0) << json;
  }
}

}  // namespace
}  // namespace sgw::collector
