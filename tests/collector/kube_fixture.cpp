#include "tests/collector/kube_fixture.hpp"

namespace sgw::test {

std::filesystem::path kube_data(const std::string& name) {
  return std::filesystem::path(SGW_TEST_DATA) / "kubeconfig" / name;
}

}  // namespace sgw::test
