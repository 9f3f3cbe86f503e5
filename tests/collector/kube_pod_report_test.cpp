#include "collector/kube_environment.hpp"

#include "tests/collector/kube_report_fixture.hpp"

#include <algorithm>
#include <array>

namespace sgw::collector {
namespace {

using Texts = std::vector<std::string>;

TEST(KubePodReport, TellsAHealthyPod) {
  const KubeReport report(KubeScene::named("healthy"));
  EXPECT_EQ(report.sink.instances, (Texts{"contoso-azure-api-management-gateway-5f8496ddc5-sq5tt"}));
  EXPECT_EQ(report.state["source"].text_or(""), "kubernetes");
  EXPECT_EQ(report.state["status"].text_or(""), "running");
  EXPECT_EQ(report.state["repository"].text_or(""), "mcr.microsoft.com/azure-api-management/gateway");
  EXPECT_EQ(report.state["tag"].text_or(""), "2.12.3");
  EXPECT_EQ(report.state["health"]["status"].text_or(""), "healthy");
  EXPECT_EQ(report.state["restart_count"].integer(), 0);
  EXPECT_FALSE(report.state["exit_code"].exists());
  EXPECT_FALSE(report.state["oom_killed"].boolean_or(true));
  const JsonReader& facts = report.kubernetes;
  EXPECT_EQ(facts["context"].text_or(""), "west");
  EXPECT_EQ(facts["namespace"].text_or(""), "sgw-healthy");
  EXPECT_EQ(facts["phase"].text_or(""), "Running");
  EXPECT_TRUE(facts["ready"].boolean_or(false));
  EXPECT_TRUE(facts["scheduled"].boolean_or(false));
  EXPECT_FALSE(facts["terminating"].boolean_or(true));
  EXPECT_EQ(facts["gateway_container"].text_or(""), "azure-api-management-gateway");
  EXPECT_EQ(texts(facts["owners"]), (Texts{"ReplicaSet/contoso-azure-api-management-gateway-5f8496ddc5",
                                           "Deployment/contoso-azure-api-management-gateway"}));
  EXPECT_EQ(facts["workload"]["replicas"].integer(), 2);
  EXPECT_EQ(facts["workload"]["ready"].integer(), 2);
  EXPECT_FALSE(facts["workload"]["generation_lags"].boolean_or(true));
  EXPECT_FALSE(facts["workload"]["failure"].exists());
  EXPECT_EQ(facts["helm"]["release"].text_or(""), "contoso");
  EXPECT_EQ(facts["helm"]["chart"].text_or(""), "azure-api-management-gateway-1.11.0");
  EXPECT_EQ(facts["shape"].text_or(""), "helm");
  EXPECT_EQ(facts["services"].items().size(), 1U);
  EXPECT_EQ(texts(facts["services"].at(0)["ports"]), (Texts{"8080/TCP to http", "8081/TCP to https"}));
  EXPECT_EQ(facts["endpoints"]["ready"].integer(), 2);
  EXPECT_EQ(facts["endpoints"]["not_ready"].integer(), 0);
  EXPECT_EQ(facts["egress"].text_or(""), "open");
  EXPECT_EQ(facts["egress_dns"].text_or(""), "allowed");
  EXPECT_TRUE(facts["service_account"]["exists"].boolean_or(false));
  EXPECT_EQ(facts["probes"]["liveness"]["port"].integer(), 8080);
  EXPECT_EQ(facts["probes"]["liveness"]["path"].text_or(""), "/status-0123456789abcdef");
  EXPECT_TRUE(facts["mesh"].items().empty());
  EXPECT_TRUE(texts(facts["sidecars"]).empty());
}

TEST(KubePodReport, TakesSettingsFromConfigMapsAndOnlyNamesOfSecrets) {
  const KubeReport report(KubeScene::named("healthy"));
  const JsonReader& settings = report.settings;
  EXPECT_EQ(settings["settings"]["config.service.endpoint"]["source"].text_or(""), "configmap");
  EXPECT_EQ(settings["endpoint"]["host"].text_or(""), "contoso-apim.configuration.azure-api.net");
  const JsonReader auth = settings["settings"]["config.service.auth"];
  EXPECT_EQ(auth["source"].text_or(""), "secret");
  EXPECT_FALSE(auth["value"].exists());
  EXPECT_FALSE(auth["valid"].exists());
  EXPECT_EQ(settings["auth_mode"].text_or(""), "token");
  EXPECT_TRUE(settings["token"]["present"].boolean_or(false));
  EXPECT_FALSE(settings["token"]["well_formed"].exists());
  const JsonReader from = report.kubernetes["settings_from"];
  EXPECT_EQ(from["secrets"].at(0)["name"].text_or(""), "contoso-azure-api-management-gateway");
  EXPECT_EQ(texts(from["secrets"].at(0)["keys"]), (Texts{"gateway-key"}));
  EXPECT_FALSE(from["secrets"].at(0)["whole"].boolean_or(true));
  EXPECT_EQ(from["configmaps"].at(0)["keys"].items().size(), 9U);
  EXPECT_TRUE(report.targets.destinations().empty());  // a probe from this host is asked for by the caller
  EXPECT_EQ(report.targets.users_of_registry("mcr.microsoft.com", 443).size(), 1U);
}

TEST(KubePodReport, TellsACrashLoopAndTheRunThatEnded) {
  const KubeReport report(KubeScene::named("crash"));
  EXPECT_EQ(report.state["status"].text_or(""), "restarting");
  EXPECT_TRUE(report.state["restarting"].boolean_or(false));
  EXPECT_EQ(report.state["exit_code"].integer(), 139);
  EXPECT_EQ(report.state["restart_count"].integer(), 9);
  EXPECT_EQ(report.state["finished_at"].text_or(""), "2026-11-23T17:07:13Z");
  EXPECT_EQ(report.state["restart_policy"].text_or(""), "always");
  EXPECT_EQ(report.state["limits"]["memory_bytes"].integer(), 0);
  EXPECT_EQ(report.kubernetes["waiting"]["reason"].text_or(""), "CrashLoopBackOff");
  EXPECT_EQ(report.kubernetes["last_ended"]["exit_code"].integer(), 139);
  EXPECT_FALSE(report.kubernetes["ready"].boolean_or(true));
}

TEST(KubePodReport, WritesNeitherManagedFieldsNorLastAppliedConfiguration) {
  const KubeReport report(KubeScene::named("crash"));
  for (const char* text : {"managedFields", "fieldsV1", "last-applied-configuration", "annotations\": {\"kubectl"}) {
    EXPECT_FALSE(report.writes(text)) << text;
  }
}

TEST(KubePodReport, TellsOutOfMemoryAgainstTheLimit) {
  const KubeReport report(KubeScene::named("oom"));
  EXPECT_TRUE(report.state["oom_killed"].boolean_or(false));
  EXPECT_EQ(report.state["exit_code"].integer(), 137);
  EXPECT_EQ(report.state["limits"]["memory_bytes"].integer(), 25165824);
}

TEST(KubePodReport, TellsWhyAnImageCannotBePulledByTheRuntimesWords) {
  const KubeReport report(KubeScene::named("imagepull"));
  EXPECT_EQ(report.state["status"].text_or(""), "created");
  EXPECT_EQ(report.state["tag"].text_or(""), "2.99.0");
  EXPECT_EQ(report.kubernetes["waiting"]["reason"].text_or(""), "ImagePullBackOff");
  EXPECT_EQ(report.kubernetes["image_pull"]["problem"].text_or(""), "network");  // that host had no way out
  EXPECT_NE(report.kubernetes["image_pull"]["message"].text_or("").find("dial tcp"), std::string::npos);
}

TEST(KubePodReport, TellsWhichSecretIsMissing) {
  const KubeReport report(KubeScene::named("nosecret"));
  const JsonReader error = report.kubernetes["config_error"];
  EXPECT_EQ(error["kind"].text_or(""), "secret");
  EXPECT_EQ(error["name"].text_or(""), "contoso-azure-api-management-gateway");
  EXPECT_EQ(error["problem"].text_or(""), "missing-object");
  EXPECT_FALSE(error["key"].exists());
}

TEST(KubePodReport, TellsTheSchedulersWords) {
  const KubeReport report(KubeScene::named("pending"));
  EXPECT_EQ(report.state["status"].text_or(""), "created");
  EXPECT_FALSE(report.state["running"].boolean_or(true));
  EXPECT_FALSE(report.kubernetes["scheduled"].boolean_or(true));
  EXPECT_EQ(report.kubernetes["unschedulable"].text_or("").substr(0, 42), "0/1 nodes are available: 1 Insufficient cp");
  EXPECT_FALSE(report.kubernetes["volume_problem"].exists());
  EXPECT_FALSE(report.kubernetes["node"].exists());
  EXPECT_NE(report.events.find(R"("action":"FailedScheduling")"), std::string::npos) << report.events;
}

TEST(KubePodReport, TellsProbeFailuresAndPoliciesThatDenyEgress) {
  const KubeReport report(KubeScene::named("notready"));
  const JsonReader failure = report.kubernetes["probe_failures"].at(0);
  EXPECT_EQ(failure["probe"].text_or(""), "startup");
  EXPECT_EQ(failure["count"].integer(), 6);
  EXPECT_TRUE(failure["first"].text() && failure["last"].text());
  EXPECT_EQ(report.kubernetes["network_policies"].at(0)["name"].text_or(""), "deny-egress");
  EXPECT_EQ(report.kubernetes["network_policies"].at(0)["egress"].text_or(""), "denied");
  EXPECT_FALSE(report.kubernetes["network_policies"].at(0)["ingress"].exists());
  EXPECT_EQ(report.kubernetes["egress"].text_or(""), "denied");
  EXPECT_EQ(report.kubernetes["egress_dns"].text_or(""), "denied");
  EXPECT_EQ(report.kubernetes["egress_https"].text_or(""), "denied");
  EXPECT_EQ(report.kubernetes["workload"]["failure"]["kind"].text_or(""), "deadline");
  EXPECT_EQ(report.kubernetes["endpoints"]["ready"].integer(), 0);
  EXPECT_EQ(report.kubernetes["endpoints"]["not_ready"].integer(), 1);
}

TEST(KubePodReport, NotesTheMeshBesideTheGateway) {
  const KubeReport report(KubeScene::named("mesh"));
  EXPECT_EQ(report.kubernetes["gateway_container"].text_or(""), "azure-api-management-gateway");
  EXPECT_EQ(texts(report.kubernetes["mesh"]), (Texts{"istio"}));
  EXPECT_EQ(texts(report.kubernetes["sidecars"]), (Texts{"istio-proxy"}));
  EXPECT_TRUE(texts(report.kubernetes["sidecar_not_ready"]).empty());
}

TEST(KubePodReport, LeavesOutWhatWasNotRead) {
  const KubeReport report(KubeScene::named("crash"));
  for (const char* key : {"services", "endpoints", "network_policies", "egress", "egress_dns", "egress_https",
                          "autoscaler", "keda", "disruption_budgets", "ingresses", "node_state"}) {
    EXPECT_FALSE(report.kubernetes[key].exists()) << key;
  }
  EXPECT_FALSE(report.kubernetes["service_account"]["exists"].exists());
}

TEST(KubePodReport, NamesTheClusterWhenThereAreSeveral) {
  KubeScene scene = KubeScene::named("oom");
  scene.several_clusters = true;
  const KubeReport report(scene);
  EXPECT_EQ(report.sink.instances, (Texts{"west/contoso-azure-api-management-gateway-96bcf4cdd-k5v5t"}));
  EXPECT_EQ(report.state["name"].text_or(""), "contoso-azure-api-management-gateway-96bcf4cdd-k5v5t");
}

TEST(KubePodReport, ReadsAStatefulSetWhoseTokenIsInASecretTakenWhole) {
  const KubeReport report(KubeScene::named("made-statefulset"));
  const JsonReader& facts = report.kubernetes;
  EXPECT_EQ(facts["workload"]["kind"].text_or(""), "StatefulSet");
  EXPECT_EQ(facts["workload"]["strategy"].text_or(""), "RollingUpdate");
  EXPECT_TRUE(facts["workload"]["generation_lags"].boolean_or(false));
  EXPECT_EQ(facts["shape"].text_or(""), "portal");
  EXPECT_TRUE(facts["settings_from"]["secrets"].at(0)["whole"].boolean_or(false));
  EXPECT_EQ(report.settings["auth_mode"].text_or(""), "key");  // from the ConfigMap
  EXPECT_FALSE(report.settings["token"]["present"].exists());  // its name is in the Secret
  EXPECT_TRUE(report.settings["endpoint"]["present"].boolean_or(false));
  EXPECT_FALSE(report.settings["proxy"]["http"].exists());
  EXPECT_EQ(facts["claims"].at(0)["name"].text_or(""), "backup-apim-gateway-0");
  EXPECT_EQ(facts["claims"].at(0)["phase"].text_or(""), "Pending");
  EXPECT_EQ(facts["claims"].at(1)["phase"].text_or(""), "missing");
  EXPECT_EQ(facts["volume_problem"]["kind"].text_or(""), "unbound");
  EXPECT_EQ(facts["services"].at(0)["external_address"].text_or(""), "pending");
  EXPECT_EQ(facts["services"].at(0)["external_traffic_policy"].text_or(""), "Local");
  EXPECT_TRUE(facts["services"].at(1)["headless"].boolean_or(false));
  EXPECT_EQ(facts["endpoints"]["ready"].integer(), 0);  // the headless one publishes what is not ready
  EXPECT_EQ(facts["endpoints"]["not_ready"].integer(), 1);
  EXPECT_EQ(facts["autoscaler"]["max"].integer(), 5);
  EXPECT_TRUE(facts["autoscaler"]["limited"].boolean_or(false));
  EXPECT_TRUE(facts["keda"].boolean_or(false));
  EXPECT_EQ(facts["disruption_budgets"].items().size(), 1U);
  EXPECT_EQ(facts["disruption_budgets"].at(0)["max_unavailable"].text_or(""), "25%");
  EXPECT_EQ(facts["ingresses"].items().size(), 1U);
  EXPECT_EQ(texts(facts["ingresses"].at(0)["hosts"]), (Texts{"api.contoso.example"}));
  EXPECT_EQ(texts(facts["host_aliases"]), (Texts{"fd00::5 contoso.configuration.azure-api.net"}));
  EXPECT_TRUE(facts["service_account"]["workload_identity"].boolean_or(false));
  EXPECT_FALSE(facts["service_account"]["annotations"]["note"].exists());
  EXPECT_EQ(report.state["limits"]["nano_cpus"].integer(), 500000000);
  EXPECT_EQ(report.state["limits"]["memory_bytes"].integer(), 2147483648);
}

TEST(KubePodReport, ReportsAWorkloadWithoutPodsAndWhy) {
  const KubeReport report(KubeScene::named("made-quota"));
  EXPECT_EQ(report.sink.instances, (Texts{"edge"}));
  EXPECT_EQ(report.state["status"].text_or(""), "no-pods");
  EXPECT_EQ(report.state["tag"].text_or(""), "2.12.3");
  EXPECT_FALSE(report.kubernetes["pod"].exists());
  EXPECT_FALSE(report.kubernetes["phase"].exists());
  EXPECT_EQ(report.kubernetes["workload"]["failure"]["kind"].text_or(""), "quota");
  EXPECT_EQ(report.kubernetes["workload"]["failure"]["reason"].text_or(""), "FailedCreate");
  EXPECT_EQ(report.kubernetes["workload"]["available"].integer(), 0);
  EXPECT_EQ(report.kubernetes["containers"].at(0)["state"].text_or(""), "unknown");
  EXPECT_NE(report.events.find("exceeded quota"), std::string::npos);
}

TEST(KubePodReport, KnowsNativeSidecarsInitFailuresAndTheNodesArchitecture) {
  const KubeReport report(KubeScene::named("made-init"));
  const JsonReader& facts = report.kubernetes;
  EXPECT_EQ(texts(facts["sidecars"]), (Texts{"istio-proxy"}));
  EXPECT_EQ(texts(facts["sidecar_not_ready"]), (Texts{"istio-proxy"}));
  EXPECT_EQ(texts(facts["init_failed"]), (Texts{"wait-for-db"}));
  EXPECT_EQ(texts(facts["mesh"]), (Texts{"dapr", "istio"}));
  EXPECT_EQ(facts["containers"].at(1)["role"].text_or(""), "init");
  EXPECT_EQ(facts["containers"].at(2)["role"].text_or(""), "gateway");
  EXPECT_TRUE(facts["terminating"].boolean_or(false));
  EXPECT_EQ(facts["node_state"]["architecture"].text_or(""), "arm64");
  EXPECT_FALSE(facts["node_state"]["ready"].boolean_or(true));
  EXPECT_EQ(texts(facts["node_state"]["pressure"]), (Texts{"disk"}));
  EXPECT_EQ(texts(facts["node_state"]["taints"]),
            (Texts{"node.kubernetes.io/unreachable:NoExecute", "dedicated=edge:NoSchedule"}));
  EXPECT_TRUE(facts["restarts_on_this_node_only"].boolean_or(false));
  EXPECT_EQ(facts["image_pull"]["problem"].text_or(""), "architecture");
  EXPECT_EQ(report.state["usage"]["memory_bytes"].integer(), 104857600);
}

TEST(KubePodReport, TakesNoStateOfAnEvictedPodForARunningOne) {
  const KubeReport report(KubeScene::named("made-evicted"));
  EXPECT_EQ(report.state["status"].text_or(""), "exited");
  EXPECT_EQ(report.kubernetes["phase"].text_or(""), "Failed");
  EXPECT_EQ(report.kubernetes["reason"].text_or(""), "Evicted");
  EXPECT_NE(report.kubernetes["message"].text_or("").find("ephemeral-storage"), std::string::npos);
}

TEST(KubePodReport, LearnsSecretsBeforeItWrites) {
  const KubeReport report(KubeScene::named("made-secrets"));
  std::vector<std::string> learnt;
  for (const auto& [value, what] : report.sink.learnt) learnt.push_back(value);
  for (const char* secret :
       {"GatewayKey edge&202701010000&c2VjcmV0c2VjcmV0c2VjcmV0", "c2VjcmV0c2VjcmV0c2VjcmV0", "proxyuser:hunter2pass",
        "argument-password-1", "annotation-secret-2", "sidecar-secret-3", "configmap-secret-4", "flagged-token-5"}) {
    EXPECT_NE(std::find(learnt.begin(), learnt.end(), secret), learnt.end()) << secret;
  }
  EXPECT_FALSE(report.writes("hunter2pass"));
  EXPECT_FALSE(report.writes("c2VjcmV0c2VjcmV0"));
  EXPECT_EQ(report.settings["token"]["gateway_id"].text_or(""), "edge");
  // "$(PART)" is replaced, "$$" undone, an unknown name stays.
  EXPECT_EQ(report.settings["settings"]["gateway.name"]["value"].text_or(""), "a-edge-$x-$(MISSING)");
}

TEST(KubePodReport, SurvivesAnyShape) {
  for (
      const char* json :
      {"{}", R"({"pods":[7]})", R"({"pods":[{"metadata":[],"spec":7,"status":"x"}]})",
       R"({"pods":[{"spec":{"containers":{"name":3},"initContainers":[[]],"volumes":[null,{}]},"status":{"conditions":[3],"containerStatuses":[{"state":[]}]}}],"deployments":[[]],"events":[null,{}],"services":[3],"endpoints":[{"subsets":[{"addresses":{}}]}],"networkpolicies":[{"spec":{"egress":[null],"podSelector":7}}],"horizontalpodautoscalers":[{}],"poddisruptionbudgets":["x"],"ingresses":[{"spec":{"rules":7}}],"configmaps":[{"data":[]}],"nodes":[[]]})",
       R"({"pods":[{"spec":{"containers":[{"name":"g","image":{},"env":[{"name":5},{"name":"a","value":"$("},{"name":"b","value":"$"}],"resources":{"limits":{"memory":"9e99","cpu":-1}}}]}}]})"}) {
    const KubeReport report(KubeScene(kube_json(json)));
    EXPECT_EQ(report.sink.instances.size(), 1U) << json;
    EXPECT_TRUE(report.state.is_object() && report.kubernetes.is_object() && report.settings.is_object()) << json;
  }
}

// Where the value that begins at `begin` of a compact document ends.
std::size_t value_end(const std::string& json, std::size_t begin) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = begin; i < json.size(); ++i) {
    const char letter = json[i];
    if (quoted) {
      if (letter == '\\') ++i;
      if (letter == '"') quoted = false;
      continue;
    }
    if (depth == 0 && (letter == ',' || letter == '}' || letter == ']')) return i;
    quoted = letter == '"';
    if (letter == '{' || letter == '[') ++depth;
    if (letter == '}' || letter == ']') --depth;
  }
  return json.size();
}

TEST(KubePodReport, SurvivesAnotherTypeInAnyPlace) {
  std::size_t reports = 0;
  for (const char* name : {"made-statefulset", "made-init", "made-quota"}) {
    const std::string json = KubeScene::named(name).all.dump();
    for (std::size_t at = json.find("\":"); at != std::string::npos; at = json.find("\":", at + 2)) {
      if (json[at - 1] == '\\') continue;  // in a text
      const std::size_t begin = at + 2;
      const std::size_t end = value_end(json, begin);
      constexpr std::array<const char*, 5> k_others{"7", "[]", "{\"a\":[1]}", "\"x\"", "null"};
      const char* other = k_others[reports++ % k_others.size()];
      const KubeReport report(KubeScene(kube_json(json.substr(0, begin) + other + json.substr(end))));
      ASSERT_TRUE(report.state.is_object() && report.kubernetes.is_object() && report.settings.is_object()) << at;
    }
  }
  EXPECT_GT(reports, 500U);
}

TEST(KubePodReport, TakesOldMountFailuresForNoProblemOnceTheContainerWaitsForSomethingElse) {
  const auto scene = [](const std::string& reason) {
    return KubeScene(kube_json(
        R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[{"name":"c"}]},"status":{"containerStatuses":
            [{"name":"c","state":{"waiting":{"reason":")" +
        reason + R"("}}}]}}],
            "events":[{"involvedObject":{"kind":"Pod","namespace":"n","name":"p"},"reason":"FailedMount",
            "message":"MountVolume.SetUp failed for volume \"v\" : secret \"s\" not found","lastTimestamp":"2026-11-20T08:00:00Z"},
            {"involvedObject":{"kind":"Pod","namespace":"n","name":"p"},"reason":"FailedMount",
            "message":"Unable to attach or mount volumes: timed out","lastTimestamp":"2026-11-20T08:02:00Z"}]})"));
  };
  EXPECT_EQ(KubeReport(scene("ContainerCreating")).kubernetes["volume_problem"]["kind"].text_or(""), "not-found");
  EXPECT_FALSE(KubeReport(scene("CreateContainerConfigError")).kubernetes["volume_problem"].exists());
}

TEST(KubePodReport, KeepsTheWordsOfALostNode) {
  const KubeReport report(KubeScene(kube_json(
      R"({"pods":[{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","readinessProbe":{"tcpSocket":{"port":8080}}}]},
          "status":{"phase":"Running","reason":"NodeLost","message":"Node n which was running pod p is unresponsive",
          "conditions":[{"type":"Ready","status":"False"}],
          "containerStatuses":[{"name":"c","ready":false,"started":true,"state":{"running":{"startedAt":"2026-11-20T08:00:00Z"}}}]}}]})")));
  EXPECT_EQ(report.kubernetes["reason"].text_or(""), "NodeLost");
  EXPECT_FALSE(report.kubernetes["ready"].boolean_or(true));
  EXPECT_EQ(report.state["health"]["status"].text_or(""), "unhealthy");
  EXPECT_EQ(report.kubernetes["probes"]["readiness"]["type"].text_or(""), "tcp");
}

TEST(KubePodReport, BoundsWhatIsLarge) {
  std::string containers;
  for (int i = 0; i < 10'000; ++i) containers += R"({"name":"c)" + std::to_string(i) + R"(","image":"x"},)";
  const std::string huge(200'000, 'x');
  const KubeReport report(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","labels":{"note":")" + huge +
                                              R"("}},"spec":{"containers":[)" + containers +
                                              R"({"name":"last"}]},"status":{"message":")" + huge + R"("}}]})")));
  EXPECT_EQ(report.kubernetes["containers"].items().size(), 100U);
  EXPECT_EQ(report.kubernetes["message"].text_or(""), "[left out: 200000 bytes]");
  EXPECT_EQ(report.state["labels"]["note"].text_or(""), "[left out: 200000 bytes]");
}

TEST(KubePodReport, LetsNoReferenceGrowWithoutEnd) {
  std::string env = R"({"name":"a0","value":"0123456789abcdef"})";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "$(a" + std::to_string(i - 1) + ")";
    env.append(R"(,{"name":"a)").append(std::to_string(i)).append(R"(","value":")");
    env.append(before).append(before).append(R"("})");
  }
  const KubeReport report(KubeScene(
      kube_json(R"({"pods":[{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","env":[)" + env + "]}]}}]}")));
  EXPECT_EQ(report.settings["other_names"].items().size(), 60U);
}

TEST(KubePodReport, LetsManyReferencesTogetherGrowNoMoreThanAnEnvironmentMay) {
  std::string env = R"({"name":"big","value":")" + std::string(60'000, 'x') + "\"}";
  for (int i = 0; i < 500; ++i)
    env.append(R"(,{"name":"a)").append(std::to_string(i)).append(R"x(","value":"$(big)"})x");
  const KubeEnvironment all = kube_environment(kube_json(R"({"env":[)" + env + "]}"), {});
  EXPECT_EQ(all.variables.size(), 501U);
  std::size_t bytes = 0;
  for (const EnvVariable& variable : all.variables) bytes += variable.value.size();
  EXPECT_LT(bytes, std::size_t{3} << 20);
}

}  // namespace
}  // namespace sgw::collector
