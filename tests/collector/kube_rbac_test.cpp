#include "collector/kube_kinds.hpp"

#include <sgw_diag/preview.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <set>

namespace sgw::collector {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

using Documents = std::vector<YAML::Node>;

std::string text(const YAML::Node& node) { return node ? node.as<std::string>() : std::string(); }

Documents documents(const std::string& yaml) {
  Documents all;
  for (const YAML::Node& node : YAML::LoadAll(yaml)) {
    if (!node.IsNull()) all.push_back(node);
  }
  return all;
}

// "Role apim/sgw-diag"
std::vector<std::string> names(const Documents& all) {
  std::vector<std::string> found;
  for (const YAML::Node& node : all) {
    const std::string ns = text(node["metadata"]["namespace"]);
    found.push_back(text(node["kind"]) + " " + (ns.empty() ? "" : ns + "/") + text(node["metadata"]["name"]));
  }
  return found;
}

// "list apps/deployments"
std::set<std::string> granted(const YAML::Node& role) {
  std::set<std::string> all;
  for (const YAML::Node& rule : role["rules"]) {
    for (const YAML::Node& group : rule["apiGroups"]) {
      for (const YAML::Node& resource : rule["resources"]) {
        for (const YAML::Node& verb : rule["verbs"]) all.insert(text(verb) + " " + text(group) + ":" + text(resource));
      }
    }
  }
  return all;
}

TEST(KubeRbac, GrantsARoleInEachNamespaceAndAnOptionalOneInTheCluster) {
  const auto all = documents(rbac_yaml({{"west", "", {"apim"}}, {"north", "", {"apim", "edge"}}}, "user:ops", {}));
  EXPECT_THAT(names(all), ElementsAre("Role apim/sgw-diag", "RoleBinding apim/sgw-diag", "Role edge/sgw-diag",
                                      "RoleBinding edge/sgw-diag", "ClusterRole sgw-diag-cluster",
                                      "ClusterRoleBinding sgw-diag-cluster"));
  for (const YAML::Node& node : all) EXPECT_EQ(text(node["apiVersion"]), "rbac.authorization.k8s.io/v1");
  EXPECT_EQ(text(all[1]["roleRef"]["kind"]), "Role");
  EXPECT_EQ(text(all[1]["roleRef"]["name"]), "sgw-diag");
  EXPECT_EQ(text(all[5]["roleRef"]["name"]), "sgw-diag-cluster");
}

TEST(KubeRbac, GrantsInTheWholeClusterWhereAllNamespacesAreLookedAt) {
  const auto all = documents(rbac_yaml({{"west", "", {}}}, "user:ops", {}));
  EXPECT_THAT(names(all), ElementsAre("ClusterRole sgw-diag", "ClusterRoleBinding sgw-diag",
                                      "ClusterRole sgw-diag-cluster", "ClusterRoleBinding sgw-diag-cluster"));
}

TEST(KubeRbac, GrantsWhatTheTableOfKindsReadsAndNothingElse) {
  const auto all = documents(rbac_yaml({{"west", "", {"apim"}}}, "user:ops", {}));
  std::set<std::string> in_namespace;
  std::set<std::string> in_cluster;
  for (const KubeKind& kind : kube_kinds()) {
    if (kind.on_request) continue;
    const std::string right = std::string(kind.verb) + " " + std::string(kind.group) + ":" + std::string(kind.resource);
    (kind.namespaced ? in_namespace : in_cluster).insert(right);
  }
  EXPECT_EQ(granted(all[0]), in_namespace);
  EXPECT_EQ(granted(all[2]), in_cluster);
  for (const auto& role : {granted(all[0]), granted(all[2])}) {
    for (const std::string& right : role) {
      EXPECT_TRUE(right.starts_with("get ") || right.starts_with("list ")) << right;
      EXPECT_EQ(right.find("secrets"), std::string::npos) << right;
      EXPECT_EQ(right.find('*'), std::string::npos) << right;
    }
  }
}

TEST(KubeRbac, LeavesThePodProxyAwayWithoutProbes) {
  const auto all = documents(rbac_yaml({{"west", "", {"apim"}}}, "user:ops", {.probes = false}));
  EXPECT_THAT(granted(all[0]), Not(Contains("get :pods/proxy")));
  EXPECT_THAT(granted(all[0]), Contains("get :pods/log"));
}

TEST(KubeRbac, GrantsSecretsOnlyWhenToldToAndThenByName) {
  const auto all = documents(rbac_yaml({{"west", "", {"apim"}}}, "user:ops", {.secrets = true}));
  std::size_t rules = 0;
  for (const YAML::Node& role : {all[0], all[2]}) {
    for (const YAML::Node& rule : role["rules"]) {
      if (text(rule["resources"][0]) != "secrets") continue;
      ++rules;
      EXPECT_EQ(text(rule["verbs"][0]), "get");
      EXPECT_EQ(rule["verbs"].size(), 1U);
      EXPECT_EQ(text(rule["resourceNames"][0]), "NAME-OF-THE-SECRET");
    }
  }
  EXPECT_EQ(rules, 1U);
}

TEST(KubeRbac, BindsTheSubject) {
  const auto subject = [](const std::string& typed) {
    return documents(rbac_yaml({{"west", "", {"apim"}}}, typed, {}))[1]["subjects"][0];
  };
  const std::string strange = R"(user:a "b": #\ c@contoso.example)";
  EXPECT_TRUE(is_rbac_subject(strange));
  EXPECT_EQ(text(subject(strange)["name"]), strange.substr(5));
  EXPECT_EQ(text(subject(strange)["kind"]), "User");
  EXPECT_EQ(text(subject("group:sre")["kind"]), "Group");
  EXPECT_EQ(text(subject("group:sre")["apiGroup"]), "rbac.authorization.k8s.io");
  const YAML::Node account = subject("serviceaccount:tools/sgw-diag");
  EXPECT_EQ(text(account["kind"]), "ServiceAccount");
  EXPECT_EQ(text(account["namespace"]), "tools");
  EXPECT_EQ(text(account["name"]), "sgw-diag");
  EXPECT_FALSE(account["apiGroup"]);
  EXPECT_EQ(text(subject("")["name"]), "NAME-OF-THE-OPERATOR");
}

TEST(KubeRbac, KnowsWhatASubjectIs) {
  for (const char* bad : {"", "ops", "user:", "role:ops", "serviceaccount:sgw", "serviceaccount:/sgw",
                          "serviceaccount:tools/", "serviceaccount:Tools/x", "user:a\nb", "group:\x7f"}) {
    EXPECT_FALSE(is_rbac_subject(bad)) << bad;
  }
}

}  // namespace
}  // namespace sgw::collector
