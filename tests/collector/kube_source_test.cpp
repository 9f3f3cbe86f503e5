#include "collector/kube_source.hpp"

#include "tests/support/kube_replay.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <string>
#include <vector>

// The whole way from a kubeconfig to what the bundle holds, against answers that a real API server gave.
namespace sgw::collector {
namespace {

using test::KubeFault;
using test::KubeIdentity;
using test::KubeReplay;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using namespace std::chrono_literals;

class KubeSourceTest : public ::testing::Test {
 protected:
  void collect(KubeIdentity who = KubeIdentity::admin, std::chrono::milliseconds limit = 20s) {
    selection.from = {"kubernetes"};
    selection.kubeconfig = server.kubeconfig(who, "sgw-healthy").string();
    const CollectContext context{Deadline::after(limit), {}, {}, *parse_time("2026-11-23T17:10:00Z"), {}};
    make_kube_source(selection, std::make_shared<Targets>(), {.per_second = 0})->collect(context, sink);
  }
  void collect_in(const std::string& ns, KubeIdentity who = KubeIdentity::admin) {
    selection.namespaces = {ns};
    collect(who);
  }
  std::vector<std::string> gaps() const {
    std::vector<std::string> found;
    for (const auto& row : sink.remarks) {
      if (row.kind == Remark::Kind::gap) found.push_back(row.text + ": " + row.subject + ": " + row.detail);
    }
    return found;
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> found;
    for (const auto& artifact : sink.artifacts) found.push_back(artifact.path);
    return found;
  }
  JsonReader document(std::string_view path) const {
    const auto* artifact = sink.find(path);
    return artifact == nullptr ? JsonReader() : JsonReader::parse(artifact->bytes).value_or(JsonReader());
  }

  KubeReplay server{{.tls = true}};
  Selection selection;
  test::MemoryRawSink sink;
};

TEST_F(KubeSourceTest, CollectsEachReplicaOfTheContextsNamespace) {
  collect();
  EXPECT_THAT(sink.instances, SizeIs(2));
  EXPECT_THAT(sink.instances, Contains(StartsWith("contoso-azure-api-management-gateway-")).Times(2));
  for (const char* file : {"state.json", "settings.json", "kubernetes.json", "status.json", "events.jsonl",
                           "logs/azure-api-management-gateway.log"}) {
    EXPECT_THAT(paths(), Contains(file).Times(2));
  }
  EXPECT_EQ(document("status.json")["status_endpoint"]["http_status"].integer_or(0), 200);
  EXPECT_EQ(document("environment/cluster.json")["gateways"].integer_or(0), 2);
  EXPECT_THAT(gaps(), IsEmpty());
}

TEST_F(KubeSourceTest, FindsGatewaysInAllNamespacesAndLeavesWhatIsMerelyNamedSo) {
  selection.all_namespaces = true;
  collect();
  EXPECT_THAT(sink.instances, SizeIs(11));
  EXPECT_THAT(sink.instances, Not(Contains(StartsWith("gateway-"))));
}

// Two gateways in one pod, a sidecar, and an init container.
std::string shared_pod() {
  const auto gateway = [](const std::string& name, int port) {
    return R"({"name":")" + name + R"(","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3",
      "ports":[{"name":"web","containerPort":)" +
           std::to_string(port) + R"(}],
      "readinessProbe":{"httpGet":{"path":"/status-0123456789abcdef","port":"web"}}},)";
  };
  const auto runs = [](const std::string& name) {
    return R"({"name":")" + name + R"(","ready":true,"restartCount":0,"state":{"running":{}}})";
  };
  return R"({"kind":"PodList","items":[{"metadata":{"namespace":"sgw-healthy","name":"shared","uid":"1"},
    "spec":{"initContainers":[{"name":"init"}],"containers":[)" +
         gateway("east", 8080) + gateway("west", 9090) +
         R"({"name":"side","image":"x"}]},"status":{"phase":"Running","containerStatuses":[)" + runs("east") + "," +
         runs("west") + "," + runs("side") + R"(],"initContainerStatuses":[)" + runs("init") + "]}}]}";
}

TEST_F(KubeSourceTest, CollectsEachGatewayOfOnePodAsItsOwn) {
  server.put_json("/api/v1/namespaces/sgw-healthy/pods", shared_pod());
  const std::string pod = "/api/v1/namespaces/sgw-healthy/pods/shared";
  for (const char* container : {"east", "west", "side", "init"}) {
    server.put_text(pod + "/log?container=" + container + "&timestamps=true",
                    std::string("2026-11-23T16:46:00.1Z log of ") + container + "\n");
  }
  collect();
  EXPECT_THAT(sink.instances, testing::IsSupersetOf({"shared/east", "shared/west"}));
  EXPECT_THAT(paths(), Contains("settings.json").Times(sink.instances.size()));
  for (const char* log : {"logs/east.log", "logs/west.log", "sidecar-logs/side.log", "sidecar-logs/init.log"}) {
    EXPECT_THAT(paths(), Contains(log).Times(1));
  }
  const auto owner_of = [this](const char* path) {
    const auto* artifact = sink.find(path);
    return artifact == nullptr || !artifact->folder ? "none"
                                                    : sink.instances.at(static_cast<std::size_t>(*artifact->folder));
  };
  EXPECT_EQ(owner_of("logs/west.log"), "shared/west");
  EXPECT_EQ(owner_of("sidecar-logs/side.log"), "shared/east");
  EXPECT_THAT(server.calls(), Contains(StartsWith("GET " + pod + ":9090/proxy/status-")));
  EXPECT_THAT(server.calls(), Contains(StartsWith("GET " + pod + ":8080/proxy/status-")));
}

TEST_F(KubeSourceTest, CollectsAGatewayThatIsANativeSidecarWithItsLogs) {
  server.put_json("/api/v1/namespaces/sgw-healthy/pods", R"({"kind":"PodList","items":[
    {"metadata":{"namespace":"sgw-healthy","name":"app-1","uid":"1"},"spec":{
      "initContainers":[{"name":"apim","restartPolicy":"Always",
        "image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3",
        "readinessProbe":{"httpGet":{"path":"/status-0123456789abcdef","port":9090}}}],
      "containers":[{"name":"app","image":"contoso/app:1"}]},
    "status":{"phase":"Running",
      "containerStatuses":[{"name":"app","ready":true,"restartCount":0,"state":{"running":{}}}],
      "initContainerStatuses":[{"name":"apim","ready":true,"restartCount":1,"state":{"running":{}},
        "lastState":{"terminated":{"exitCode":139}}}]}}]})");
  const std::string pod = "/api/v1/namespaces/sgw-healthy/pods/app-1";
  server.put_text(pod + "/log?container=apim&timestamps=true", "2026-11-23T16:46:00.1Z now\n");
  server.put_text(pod + "/log?container=apim&timestamps=true&previous=true", "2026-11-23T16:40:00.1Z before\n");
  server.put_text(pod + "/log?container=app&timestamps=true", "2026-11-23T16:46:00.1Z app\n");
  collect();
  EXPECT_THAT(sink.instances, Contains("app-1"));
  for (const char* log : {"logs/apim.log", "logs/apim.previous.log", "sidecar-logs/app.log"}) {
    EXPECT_THAT(paths(), Contains(log).Times(1));
  }
  EXPECT_THAT(server.calls(), Contains(StartsWith("GET " + pod + ":9090/proxy/status-")));
}

// As an OpenShift DeploymentConfig has them.
TEST_F(KubeSourceTest, ComparesReplicasWhoseOwnerIsOfAKindThatIsNotRead) {
  const auto pod = [](const std::string& name, const std::string& node, int restarts) {
    return R"({"metadata":{"namespace":"sgw-healthy","name":")" + name + R"(","uid":")" + name +
           R"(","ownerReferences":[{"kind":"ReplicationController","name":"gw-3","uid":"rc","controller":true}]},
           "spec":{"nodeName":")" +
           node +
           R"(","containers":[{"name":"gw","image":"azure-api-management/gateway:2"}]},"status":{"phase":"Running",
           "containerStatuses":[{"name":"gw","ready":true,"state":{"running":{}},"restartCount":)" +
           std::to_string(restarts) + "}]}}";
  };
  server.put_json("/api/v1/namespaces/sgw-healthy/pods",
                  R"({"kind":"PodList","items":[)" + pod("gw-a", "n1", 9) + "," + pod("gw-b", "n2", 0) + "]}");
  server.put_json("/apis/apps/v1/namespaces/sgw-healthy/deployments", R"({"kind":"DeploymentList","items":[]})");
  collect();
  EXPECT_THAT(sink.instances, ElementsAre("gw-a", "gw-b"));
  const JsonReader facts = document("kubernetes.json");
  EXPECT_EQ(facts["owners"].at(0).text_or(""), "ReplicationController/gw-3");
  EXPECT_EQ(facts["restarts_on_this_node_only"].boolean(), true);
}

TEST_F(KubeSourceTest, NamesTheFirstOfManyThatMayBeGatewaysAndCountsTheOthers) {
  std::string pods;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = "maybe-" + std::to_string(i);
    pods += i == 0 ? "" : ",";
    pods += R"({"metadata":{"namespace":"sgw-healthy","name":")" + name;
    pods += R"(","uid":")" + name;
    pods += R"("},"spec":{"containers":[{"name":"x","image":"x","env":[{"name":"neighborhood.host","value":"y"}]}]}})";
  }
  server.put_json("/api/v1/namespaces/sgw-healthy/pods", R"({"kind":"PodList","items":[)" + pods + "]}");
  collect();
  std::vector<test::MemoryRawSink::RemarkRow> left;
  for (const auto& row : sink.remarks) {
    if (row.kind == Remark::Kind::left) left.push_back(row);
  }
  ASSERT_THAT(left, SizeIs(51));
  EXPECT_EQ(left.front().subject, "sgw-healthy/maybe-0");
  EXPECT_EQ(left[49].subject, "sgw-healthy/maybe-49");
  EXPECT_EQ(left.back().text + " " + left.back().subject, "and more of them 1950");
}

TEST_F(KubeSourceTest, ReadsTheLogOfTheRunThatCrashed) {
  collect_in("sgw-crash");
  const auto* log = sink.find("logs/azure-api-management-gateway.previous.log");
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(log->completeness, Completeness::complete);
  EXPECT_THAT(log->bytes, HasSubstr("Unhandled exception"));
}

TEST_F(KubeSourceTest, AsksForNoLogOfAContainerThatNeverRan) {
  for (const char* ns : {"sgw-imagepull", "sgw-nosecret", "sgw-pending"}) selection.namespaces.emplace_back(ns);
  collect();
  EXPECT_THAT(sink.instances, SizeIs(3));
  EXPECT_THAT(server.calls(), Not(Contains(HasSubstr("/log?"))));
  EXPECT_THAT(gaps(), IsEmpty());
}

TEST_F(KubeSourceTest, KeepsASidecarsLogApart) {
  collect_in("sgw-mesh");
  const auto* log = sink.find("sidecar-logs/istio-proxy.log");
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(log->role, Role::other);
}

TEST_F(KubeSourceTest, NeverAsksForASecret) {
  selection.all_namespaces = true;
  collect();
  EXPECT_THAT(server.calls(), Not(Contains(HasSubstr("/secrets"))));
}

TEST_F(KubeSourceTest, SaysWhatARefusalCosts) {
  collect(KubeIdentity::limited);
  EXPECT_THAT(sink.instances, SizeIs(2));
  EXPECT_THAT(gaps(), Contains(AllOf(HasSubstr("no right to read: events in namespace sgw-healthy"),
                                     HasSubstr("stays unknown"))));
  EXPECT_THAT(gaps(), Contains(HasSubstr("pod logs in namespace sgw-healthy")));
  EXPECT_THAT(server.calls(), Not(Contains(HasSubstr("/events"))));
}

TEST_F(KubeSourceTest, KnowsTheDeploymentOfAPodWithoutTheRightToReplicaSets) {
  server.deny("replicasets");
  collect();
  EXPECT_THAT(sink.instances, SizeIs(2)) << "no workload besides that is said to have no pods";
  EXPECT_EQ(document("kubernetes.json")["workload"]["kind"].text_or(""), "Deployment");
}

TEST_F(KubeSourceTest, DoesNotSayThatThereAreNoPodsWithoutTheRightToSeeThem) {
  server.deny("pods");
  collect();
  ASSERT_THAT(sink.instances, SizeIs(1));
  EXPECT_FALSE(document("state.json")["status"].exists());
  EXPECT_THAT(gaps(), Contains(HasSubstr("no right to read: pods")));
}

TEST_F(KubeSourceTest, LosesNothingButTheLogOfADeadNode) {
  server.fault("/api/v1/namespaces/sgw-healthy/pods/contoso-azure-api-management-gateway-5f8496ddc5-sq5tt/log",
               {.kind = KubeFault::Kind::failing});
  collect();
  std::vector<Completeness> logs;
  for (const auto& artifact : sink.artifacts) {
    if (artifact.role == Role::log) logs.push_back(artifact.completeness);
  }
  EXPECT_THAT(logs, testing::UnorderedElementsAre(Completeness::complete, Completeness::missing));
}

TEST_F(KubeSourceTest, EndsInTimeWhenANodeKeepsSilent) {
  server.fault("/api/v1/namespaces/sgw-healthy/pods/contoso-azure-api-management-gateway-5f8496ddc5-sq5tt",
               {.kind = KubeFault::Kind::silent});
  const auto start = Deadline::Clock::now();
  collect(KubeIdentity::admin, 3s);
  EXPECT_LT(Deadline::Clock::now() - start, 6s);
  EXPECT_THAT(sink.instances, SizeIs(2));
}

TEST_F(KubeSourceTest, SaysThatAPodsLogWasNoLog) {
  server.put_text(
      "/api/v1/namespaces/sgw-healthy/pods/contoso-azure-api-management-gateway-5f8496ddc5-sq5tt/"
      "log?container=azure-api-management-gateway&timestamps=true",
      "unable to retrieve container logs for docker://0123");
  collect();
  const auto lost = std::find_if(sink.artifacts.begin(), sink.artifacts.end(), [](const auto& artifact) {
    return artifact.role == Role::log && artifact.completeness == Completeness::missing;
  });
  ASSERT_NE(lost, sink.artifacts.end());
  EXPECT_EQ(lost->error, "the node does not hand out the log: unable to retrieve container logs for docker://0123");
  EXPECT_EQ(lost->bytes, "");
}

TEST_F(KubeSourceTest, IsAGapWhenTheServerDoesNotAnswer) {
  server.fault("/", {.kind = KubeFault::Kind::closed});
  collect();
  EXPECT_THAT(sink.instances, IsEmpty());
  EXPECT_THAT(gaps(), ElementsAre(StartsWith("Kubernetes cluster: https://127.0.0.1:")));
}

TEST_F(KubeSourceTest, DoesNotTakeSettingsThatCouldNotBeReadForMissing) {
  server.fault("/api/v1/namespaces/sgw-healthy/configmaps", {.kind = KubeFault::Kind::failing});
  collect();
  EXPECT_THAT(gaps(), Contains(HasSubstr("ConfigMaps in namespace sgw-healthy")));
  ASSERT_TRUE(document("settings.json").exists());
  EXPECT_FALSE(document("settings.json")["endpoint"]["present"].exists());
}

TEST_F(KubeSourceTest, NamesThePluginThatIsNotThere) {
  test::TempDir folder;
  folder.write("config", R"({"clusters":[{"name":"c","cluster":{"server":"https://127.0.0.1:1"}}],
    "users":[{"name":"u","user":{"exec":{"apiVersion":"client.authentication.k8s.io/v1","command":"no-such-plugin",
    "interactiveMode":"Never","installHint":"take it from the shelf"}}}],
    "contexts":[{"name":"x","context":{"cluster":"c","user":"u"}}],"current-context":"x"})");
  selection.kubeconfig = (folder / "config").string();
  const CollectContext context{Deadline::after(5s), {}, {}, UtcTime{}, {}};
  make_kube_source(selection, nullptr)->collect(context, sink);
  EXPECT_THAT(gaps(), ElementsAre(AllOf(HasSubstr("user u: no-such-plugin: take it from the shelf"),
                                        HasSubstr("there is no such program"))));
}

TEST_F(KubeSourceTest, SaysWhereItLookedWhenThereIsNoGateway) {
  collect_in("unrelated");
  EXPECT_THAT(sink.instances, IsEmpty());
  EXPECT_THAT(sink.remarks, Contains(Field(&test::MemoryRawSink::RemarkRow::detail, HasSubstr("-A"))));
}

}  // namespace
}  // namespace sgw::collector
