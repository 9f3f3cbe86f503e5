#include "collector/kube_rights.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sgw::collector {
namespace {

JsonReader rules(const std::string& rows, bool incomplete = false) {
  const auto status =
      JsonReader::parse(R"({"resourceRules":[)" + rows + R"(],"incomplete":)" + (incomplete ? "true" : "false") + "}");
  return status.value();
}

constexpr auto k_pods = R"({"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]})";

TEST(KubeRights, GrantWhatARuleNames) {
  EXPECT_EQ(right_by_rules(rules(k_pods), kube_kind("pods")), KubeRight::allowed);
  EXPECT_EQ(right_by_rules(rules(k_pods), kube_kind("pods/log")), KubeRight::denied);
  EXPECT_EQ(right_by_rules(rules(k_pods), kube_kind("events")), KubeRight::denied);
  EXPECT_EQ(right_by_rules(rules(k_pods), kube_kind("deployments")), KubeRight::denied);
}

TEST(KubeRights, UnderstandStars) {
  const auto all = rules(R"({"verbs":["*"],"apiGroups":["*"],"resources":["*"]})");
  EXPECT_EQ(right_by_rules(all, kube_kind("pods/log")), KubeRight::allowed);
  EXPECT_EQ(right_by_rules(all, kube_kind("deployments")), KubeRight::allowed);
  const auto logs = rules(R"({"verbs":["get"],"apiGroups":[""],"resources":["*/log"]})");
  EXPECT_EQ(right_by_rules(logs, kube_kind("pods/log")), KubeRight::allowed);
  EXPECT_EQ(right_by_rules(logs, kube_kind("pods/proxy")), KubeRight::denied);
}

TEST(KubeRights, DoNotTakeAGroupForAnother) {
  const auto core = rules(R"({"verbs":["list"],"apiGroups":[""],"resources":["deployments"]})");
  EXPECT_EQ(right_by_rules(core, kube_kind("deployments")), KubeRight::denied);
}

TEST(KubeRights, AreUnknownWhereTheRulesDoNotTell) {
  EXPECT_EQ(right_by_rules(rules("", true), kube_kind("pods")), KubeRight::unknown);
  EXPECT_EQ(right_by_rules(JsonReader(), kube_kind("pods")), KubeRight::unknown);
  const auto one = rules(R"({"verbs":["get"],"apiGroups":[""],"resources":["pods/log"],"resourceNames":["gw-1"]})");
  EXPECT_EQ(right_by_rules(one, kube_kind("pods/log")), KubeRight::unknown);
}

TEST(KubeRights, AskForOneKindInTheApisWords) {
  EXPECT_EQ(access_review(kube_kind("pods/log"), "apim"),
            R"({"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":)"
            R"({"namespace":"apim","verb":"get","resource":"pods","subresource":"log"}}})"
            "\n");
  EXPECT_NE(access_review(kube_kind("deployments"), "apim").find(R"("group":"apps")"), std::string::npos);
  EXPECT_EQ(access_review(kube_kind("nodes"), "apim").find("namespace"), std::string::npos);
}

}  // namespace
}  // namespace sgw::collector
