#include "collector/kube_kinds.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace sgw::collector {
namespace {

TEST(KubeKinds, NeverReadSecretsUnlessAskedTo) {
  for (const KubeKind& kind : kube_kinds()) {
    EXPECT_EQ(kind.on_request, kind.resource == "secrets") << kind.resource;
    EXPECT_TRUE(kind.verb == "list" || kind.verb == "get") << kind.resource;  // nothing is changed, nothing watched
  }
}

TEST(KubeKinds, AreEachThereOnceAndSayWhatTheirLackCosts) {
  std::set<std::string> seen;
  for (const KubeKind& kind : kube_kinds()) {
    const std::string key = std::string(kind.group) + "/" + std::string(kind.resource) + " " + std::string(kind.verb);
    EXPECT_TRUE(seen.insert(key).second) << key;
    EXPECT_FALSE(kind.costs.view().empty()) << key;
    EXPECT_FALSE(kind.versions[0].empty()) << key;
  }
  EXPECT_TRUE(seen.contains("/pods/log get"));
}

TEST(KubeKinds, AreFoundByResourceAndGroup) {
  EXPECT_EQ(kube_kind("pods").group, "");
  EXPECT_EQ(kube_kind("metrics.k8s.io", "pods").versions[0], "v1beta1");
  EXPECT_EQ(kube_kind("horizontalpodautoscalers").versions[2], "v1");
  EXPECT_FALSE(kube_kind("nodes").namespaced);
}

}  // namespace
}  // namespace sgw::collector
