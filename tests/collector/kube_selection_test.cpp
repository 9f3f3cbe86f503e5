#include "collector/kube_selection.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(KubeSelection, KnowsWhatANamespaceCanBeCalled) {
  for (const char* good : {"a", "apim", "kube-system", "0", "team-1"}) EXPECT_TRUE(is_kube_namespace(good)) << good;
  EXPECT_TRUE(is_kube_namespace(std::string(63, 'a')));
  EXPECT_FALSE(is_kube_namespace(std::string(64, 'a')));
  for (const char* bad : {"", "Apim", "a.b", "-a", "a-", "a,b", "a b", "../x", "a/b", "é", "a_b"}) {
    EXPECT_FALSE(is_kube_namespace(bad)) << bad;
  }
}

TEST(KubeSelection, KnowsWhatAPodCanBeCalled) {
  for (const char* good : {"gw", "gw-7d9c6b5f8-x2x4z", "gw.1", "a.b.c"}) EXPECT_TRUE(is_kube_name(good)) << good;
  EXPECT_TRUE(is_kube_name(std::string(253, 'a')));
  EXPECT_FALSE(is_kube_name(std::string(254, 'a')));
  for (const char* bad : {"", ".", "a.", ".a", "a..b", "a.-b", "apim/gw", "GW", "gw*"})
    EXPECT_FALSE(is_kube_name(bad)) << bad;
}

TEST(KubeSelection, KnowsWhatASelectorCanBeMadeOf) {
  for (const char* good : {"app=gw", "app==gw,tier!=test", "app in (gw, edge)", "!canary", "x.io/part notin (a,b)",
                           "app.kubernetes.io/component=self-hosted-gateway", "n>3"}) {
    EXPECT_TRUE(is_kube_selector(good)) << good;
  }
  for (const char* bad : {"", "app=gw&limit=1", "app in (gw", "app)", "app in ((gw))", "a\n=b", "app=\"gw\"", "a;b"}) {
    EXPECT_FALSE(is_kube_selector(bad)) << bad;
  }
}

TEST(KubeSelection, RefusesNamesThatNoServerGives) {
  const auto refused = [](void (*change)(Selection&)) {
    Selection selection;
    change(selection);
    const auto checked = check_kube_selection(selection);
    return !checked && checked.error().kind == ErrorKind::bad_usage;
  };
  EXPECT_TRUE(refused([](Selection& it) { it.namespaces = {"apim", "Edge"}; }));
  EXPECT_TRUE(refused([](Selection& it) { it.pods = {"apim/gw"}; }));
  EXPECT_TRUE(refused([](Selection& it) { it.label_selector = "app=gw&x"; }));
  EXPECT_TRUE(refused([](Selection& it) {
    it.all_namespaces = true;
    it.namespaces = {"apim"};
  }));
  EXPECT_FALSE(refused([](Selection& it) {
    it.namespaces = {"apim"};
    it.pods = {"gw-1"};
    it.label_selector = "app=gw";
  }));
}

}  // namespace
}  // namespace sgw::collector
