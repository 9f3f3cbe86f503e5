#include "collector/kube_cluster_report.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

using test::kube_json;

KubeClusterFacts facts() {
  KubeClusterFacts facts;
  facts.context = "west/prod";
  facts.server = "https://api.contoso.example:6443";
  facts.version = kube_json(R"({"gitVersion":"v1.29.3+k3s1","platform":"linux/arm64"})");
  facts.insecure = true;
  facts.namespaces = {"apim"};
  facts.rights = {{"pods", KubeRight::allowed}, {"nodes", KubeRight::denied}, {"events", KubeRight::unknown}};
  facts.not_served = {"endpointslices"};
  facts.nodes = kube_json(sgw::test::test_data("kubernetes_objects/nodes.json")).items();
  facts.mutating_webhooks = {kube_json(
      R"({"webhooks":[{"name":"inject.istio.io","failurePolicy":"Fail","rules":[{"resources":["pods"],"operations":["CREATE"]}]},
                      {"name":"certs","failurePolicy":"Ignore","rules":[{"resources":["secrets"],"operations":["*"]}]}]})")};
  facts.pods = 3;
  facts.gateways = 2;
  return facts;
}

TEST(KubeClusterReport, TellsWhatIsKnownOfTheCluster) {
  const JsonReader cluster = kube_json(cluster_document(facts()));
  EXPECT_EQ(cluster["version"].text_or(""), "v1.29.3+k3s1");
  EXPECT_TRUE(cluster["insecure"].boolean_or(false));
  EXPECT_FALSE(cluster["in_cluster"].boolean_or(true));
  EXPECT_FALSE(cluster["clock_skew_seconds"].exists());
  EXPECT_EQ(cluster["rights"]["pods"].text_or(""), "allowed");
  EXPECT_EQ(cluster["rights"]["nodes"].text_or(""), "denied");
  EXPECT_EQ(cluster["rights"]["events"].text_or(""), "unknown");
  EXPECT_EQ(cluster["nodes"].at(0)["name"].text_or(""), "node1");
  EXPECT_TRUE(cluster["nodes"].at(0)["ready"].boolean_or(false));
  EXPECT_TRUE(cluster["nodes"].at(0)["pressure"].items().empty());
  EXPECT_EQ(cluster["nodes"].at(0)["kubelet"].text_or(""), "v1.25.0");
  EXPECT_TRUE(cluster["webhooks"].at(0)["injects"].boolean_or(false));
  EXPECT_FALSE(cluster["webhooks"].at(1)["injects"].boolean_or(true));
  EXPECT_EQ(cluster["gateways"].integer(), 2);
}

TEST(KubeClusterReport, LiesInAFolderOfTheContextWhenThereAreSeveral) {
  sgw::test::MemoryRawSink sink;
  KubeClusterFacts one = facts();
  report_cluster(one, sink);
  EXPECT_NE(sink.find("environment/cluster.json"), nullptr);
  one.several_clusters = true;
  report_cluster(one, sink);
  ASSERT_NE(sink.find("environment/west/prod/cluster.json"), nullptr);  // the gate cleans the part
  EXPECT_EQ(sink.find("environment/west/prod/cluster.json")->role, Role::cluster);
}

}  // namespace
}  // namespace sgw::collector
