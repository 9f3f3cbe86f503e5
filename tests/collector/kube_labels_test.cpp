#include "collector/kube_labels.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

const KubeLabels k_labels{{"app", "gw"}, {"tier", "edge"}, {"empty", ""}};

bool chosen(const char* selector) { return selects(test::kube_json(selector), k_labels); }

TEST(KubeLabels, SelectByEveryOperator) {
  EXPECT_TRUE(chosen(R"({"matchLabels":{"app":"gw","tier":"edge"}})"));
  EXPECT_FALSE(chosen(R"({"matchLabels":{"app":"gw","tier":"core"}})"));
  EXPECT_TRUE(chosen(R"({"matchExpressions":[{"key":"app","operator":"In","values":["a","gw"]}]})"));
  EXPECT_FALSE(chosen(R"({"matchExpressions":[{"key":"none","operator":"In","values":[""]}]})"));
  EXPECT_FALSE(chosen(R"({"matchExpressions":[{"key":"app","operator":"NotIn","values":["gw"]}]})"));
  EXPECT_TRUE(
      chosen(R"({"matchExpressions":[{"key":"none","operator":"NotIn","values":["gw"]}]})"));  // as the API does
  EXPECT_TRUE(chosen(R"({"matchExpressions":[{"key":"empty","operator":"Exists"}]})"));
  EXPECT_FALSE(chosen(R"({"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]})"));
}

TEST(KubeLabels, WantEveryConditionToHold) {
  EXPECT_FALSE(chosen(R"({"matchLabels":{"app":"gw"},"matchExpressions":[{"key":"tier","operator":"DoesNotExist"}]})"));
}

TEST(KubeLabels, SelectAllByAnEmptySelectorAndNothingByNone) {
  EXPECT_TRUE(chosen("{}"));
  EXPECT_FALSE(chosen("null"));
  EXPECT_FALSE(selects(JsonReader(), k_labels));
  EXPECT_FALSE(chosen(R"({"matchExpressions":[{"key":"app","operator":"Near"}]})"));
}

TEST(KubeLabels, SelectNothingByAnEmptyMap) {
  EXPECT_FALSE(map_selects(test::kube_json("{}"), k_labels));
  EXPECT_FALSE(map_selects(JsonReader(), k_labels));
  EXPECT_TRUE(map_selects(test::kube_json(R"({"app":"gw"})"), k_labels));
  EXPECT_FALSE(map_selects(test::kube_json(R"({"app":7})"), k_labels));
}

}  // namespace
}  // namespace sgw::collector
