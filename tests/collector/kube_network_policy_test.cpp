#include "collector/kube_network_policy.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

const KubeLabels k_labels{{"app", "gw"}};

KubePolicies judge(const std::vector<std::string>& specs) {
  std::vector<JsonReader> policies;
  policies.reserve(specs.size());
  for (const std::string& spec : specs) {
    policies.push_back(kube_json(R"({"metadata":{"name":"p"},"spec":)" + spec + "}"));
  }
  return judge_policies(policies, k_labels);
}

// Of one rule of egress.
KubePolicies egress(const std::string& rule) {
  return judge({R"({"podSelector":{},"policyTypes":["Egress"],"egress":[)" + rule + "]}"});
}

TEST(KubeNetworkPolicy, LeavesEverythingOpenWithoutOneThatSelects) {
  const KubePolicies none = judge({R"({"podSelector":{"matchLabels":{"app":"other"}},"policyTypes":["Egress"]})"});
  EXPECT_TRUE(none.policies.empty());
  EXPECT_EQ(none.egress, Traffic::open);
  EXPECT_EQ(none.dns, Permission::allowed);
}

TEST(KubeNetworkPolicy, DeniesWithoutRules) {
  const KubePolicies judged = judge({R"({"podSelector":{},"policyTypes":["Ingress","Egress"]})"});
  EXPECT_EQ(judged.egress, Traffic::denied);
  EXPECT_EQ(judged.policies.at(0).ingress, Traffic::denied);
  EXPECT_EQ(judged.dns, Permission::denied);
  EXPECT_EQ(judged.https, Permission::denied);
}

TEST(KubeNetworkPolicy, GovernsIngressAloneWhereTypesAreNotGiven) {
  const KubePolicies judged = judge({R"({"podSelector":{},"ingress":[{}]})"});
  EXPECT_EQ(judged.policies.at(0).ingress, Traffic::open);
  EXPECT_FALSE(judged.policies.at(0).egress);
  EXPECT_EQ(judged.egress, Traffic::open);
  EXPECT_EQ(judge({R"({"podSelector":{},"egress":[{"ports":[{"port":443}]}]})"}).egress, Traffic::limited);
}

TEST(KubeNetworkPolicy, UnitesWhatSeveralAllow) {
  const std::string deny = R"({"podSelector":{},"policyTypes":["Egress"]})";
  const std::string dns =
      R"({"podSelector":{"matchExpressions":[{"key":"app","operator":"Exists"}]},"policyTypes":["Egress"],
          "egress":[{"ports":[{"port":53,"protocol":"UDP"}]}]})";
  const KubePolicies judged = judge({deny, dns});
  EXPECT_EQ(judged.policies.size(), 2U);
  EXPECT_EQ(judged.egress, Traffic::limited);
  EXPECT_EQ(judged.dns, Permission::allowed);
  EXPECT_EQ(judged.https, Permission::denied);
  EXPECT_EQ(judge({deny, dns, R"({"podSelector":{},"policyTypes":["Egress"],"egress":[{}]})"}).egress, Traffic::open);
}

TEST(KubeNetworkPolicy, KnowsTheResolverByItsNamespace) {
  const std::string ports = R"(,"ports":[{"port":53,"protocol":"UDP"}]})";
  EXPECT_EQ(egress(R"({"to":[{"namespaceSelector":{}}])" + ports).dns, Permission::allowed);
  EXPECT_EQ(egress(R"({"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},
                             "podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}])" +
                   ports)
                .dns,
            Permission::allowed);
  EXPECT_EQ(egress(R"({"to":[{"namespaceSelector":{"matchLabels":{"name":"dns"}}}])" + ports).dns, Permission::unknown);
  EXPECT_EQ(egress(R"({"to":[{"podSelector":{}}])" + ports).dns, Permission::denied);
  EXPECT_EQ(egress(R"({"to":[{"ipBlock":{"cidr":"10.0.0.10/32"}}])" + ports).dns, Permission::unknown);
  EXPECT_EQ(egress(R"({"ports":[{"port":53,"protocol":"TCP"}]})").dns, Permission::denied);
  EXPECT_EQ(egress(R"({"ports":[{"port":"dns","protocol":"UDP"}]})").dns, Permission::allowed);
}

TEST(KubeNetworkPolicy, KnowsTheWayOutByAddress) {
  EXPECT_EQ(egress(R"({"to":[{"ipBlock":{"cidr":"0.0.0.0/0"}}],"ports":[{"port":443}]})").https, Permission::allowed);
  EXPECT_EQ(egress(R"({"to":[{"ipBlock":{"cidr":"0.0.0.0/0","except":["10.0.0.0/8"]}}]})").https, Permission::unknown);
  EXPECT_EQ(egress(R"({"to":[{"ipBlock":{"cidr":"::/0"}}]})").https, Permission::unknown);
  EXPECT_EQ(egress(R"({"to":[{"namespaceSelector":{}}]})").https, Permission::denied);
  EXPECT_EQ(egress(R"({"ports":[{"port":400,"endPort":500}]})").https, Permission::allowed);
  EXPECT_EQ(egress(R"({"ports":[{"port":444,"endPort":500}]})").https, Permission::denied);
  EXPECT_EQ(egress(R"({"ports":[{"protocol":"TCP"}]})").https, Permission::allowed);
  EXPECT_EQ(egress(R"({"ports":[{"port":443,"protocol":"UDP"}]})").https, Permission::denied);
}

TEST(KubeNetworkPolicy, KnowsThatResolversListenElsewhereToo) {
  const std::string openshift =
      R"({"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"openshift-dns"}}}],
          "ports":[{"port":5353,"protocol":"UDP"}]})";
  EXPECT_EQ(egress(openshift).dns, Permission::unknown);
  EXPECT_EQ(egress(R"({"ports":[{"port":8053,"protocol":"UDP"}]})").dns, Permission::unknown);
  EXPECT_EQ(egress(R"({"ports":[{"port":5353,"protocol":"TCP"}]})").dns, Permission::denied);
  EXPECT_EQ(egress(R"({"to":[{"podSelector":{}}],"ports":[{"port":5353,"protocol":"UDP"}]})").dns, Permission::denied);
}

TEST(KubeNetworkPolicy, DoesNotTakeAPortsNameForOneOutsideTheCluster) {
  EXPECT_EQ(egress(R"({"ports":[{"port":"https"}]})").https, Permission::unknown);
}

TEST(KubeNetworkPolicy, DeniesNothingForWhatItDidNotLookAt) {
  std::string rules = R"({"podSelector":{},"policyTypes":["Egress"],"egress":[)";
  for (int i = 0; i < 300; ++i) rules += R"({"ports":[{"port":1}]},)";
  const KubePolicies judged = judge({rules + R"({"ports":[{"port":443},{"port":53,"protocol":"UDP"}]}]})"});
  EXPECT_EQ(judged.dns, Permission::unknown);
  EXPECT_EQ(judged.https, Permission::unknown);
}

TEST(KubeNetworkPolicy, NamesWhatGovernsTheWayOutFirst) {
  const KubePolicies judged =
      judge({R"({"podSelector":{},"policyTypes":["Ingress"]})", R"({"podSelector":{},"policyTypes":["Egress"]})"});
  ASSERT_EQ(judged.policies.size(), 2U);
  EXPECT_EQ(judged.policies[0].egress, Traffic::denied);
  EXPECT_FALSE(judged.policies[1].egress);
}

}  // namespace
}  // namespace sgw::collector
