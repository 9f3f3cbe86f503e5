#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::triage {
namespace {

// What is said of the images of two replicas of one workload with these states.
std::vector<std::string> image_drift(const std::string& first, const std::string& second) {
  test::Lab lab;
  for (const auto& [name, state] : {std::pair("edge-1", first), std::pair("edge-2", second)}) {
    const InstanceId id = lab.add_instance(name);
    const std::string folder = std::string("gateways/") + name + "/";
    lab.add(Role::state, folder + "state.json", state, id);
    lab.add(Role::kubernetes, folder + "kubernetes.json",
            R"({"context": "c", "namespace": "edge", "workload": {"kind": "Deployment", "name": "edge"}})", id);
  }
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  std::vector<std::string> said;
  for (const Fact& fact : evidence.facts.front().facts.all("drift.image"))
    said.emplace_back(to_text(fact.value).view());
  return said;
}

TEST(DeriveDrift, TakesTwoTagsOfOneImageForOne) {
  EXPECT_TRUE(image_drift(R"({"tag": "2.12.3", "image_id": "sha256:aa"})", R"({"tag": "v2", "image_id": "sha256:aa"})")
                  .empty());
}

TEST(DeriveDrift, TellsTwoImagesOfOneTagApart) {
  EXPECT_EQ(image_drift(R"({"tag": "v2", "image_id": "sha256:aa"})", R"({"tag": "v2", "image_id": "sha256:bb"})"),
            (std::vector<std::string>{"edge-1 v2 sha256:aa", "edge-2 v2 sha256:bb"}));
}

TEST(DeriveDrift, GoesByTheTagsWhereAnImageIsNotKnown) {
  EXPECT_EQ(image_drift(R"({"tag": "2.12.3", "image_id": "sha256:aa"})", R"({"tag": "2.12.2"})"),
            (std::vector<std::string>{"edge-1 2.12.3 sha256:aa", "edge-2 2.12.2"}));
  EXPECT_TRUE(image_drift(R"({"tag": "2.12.3", "image_id": "sha256:aa"})", R"({"tag": "2.12.3"})").empty());
}

}  // namespace
}  // namespace sgw::triage
