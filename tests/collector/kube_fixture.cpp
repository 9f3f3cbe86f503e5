#include "tests/collector/kube_fixture.hpp"

#include <gtest/gtest.h>

namespace sgw::test {

std::filesystem::path kube_data(const std::string& name) {
  return std::filesystem::path(SGW_TEST_DATA) / "kubeconfig" / name;
}

RawResult<std::vector<collector::KubeAccess>> accesses_of(const collector::KubeConfigQuery& query,
                                                          const collector::Environment& environment) {
  SGW_TRY(std::vector<collector::KubeContext> contexts, collector::kube_contexts(query, environment));
  std::vector<collector::KubeAccess> accesses;
  for (collector::KubeContext& context : contexts) {
    SGW_TRY(collector::KubeAccess access, std::move(context.access));
    EXPECT_EQ(access.context, context.name);
    accesses.push_back(std::move(access));
  }
  return accesses;
}

}  // namespace sgw::test
