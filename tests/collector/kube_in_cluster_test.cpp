#include "collector/kube_in_cluster.hpp"

#include "tests/collector/kube_fixture.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using test::kube_data;
using test::variables;
using test::words_of;

Environment pod_at(const std::string& host) {
  return variables({{"KUBERNETES_SERVICE_HOST", host}, {"KUBERNETES_SERVICE_PORT", "443"}});
}

class InCluster : public testing::Test {
 protected:
  InCluster() {
    folder_.write("token", "service-account-token\n");
    folder_.write("ca.crt", test::read_file(kube_data("pki/ca.pem")));
    folder_.write("namespace", "team-a");
  }
  test::TempDir folder_;
};

TEST_F(InCluster, IsReadFromTheServiceAccount) {
  const auto access = in_cluster_access(pod_at("10.96.0.1"), folder_.path());
  ASSERT_TRUE(access) << words_of(access.error());
  EXPECT_EQ(access->context, "in-cluster");
  EXPECT_EQ(access->server, "https://10.96.0.1:443");
  EXPECT_EQ(access->ns, "team-a");
  EXPECT_EQ(access->ca_pem, test::read_file(kube_data("pki/ca.pem")));
  EXPECT_EQ(access->user.token_file, folder_ / "token");
  EXPECT_EQ(access->user.token, "") << "it is read again for every session";
}

TEST_F(InCluster, PutsAnIPv6AddressInBrackets) {
  EXPECT_EQ(in_cluster_access(pod_at("fd00::1"), folder_.path())->server, "https://[fd00::1]:443");
  EXPECT_EQ(in_cluster_access(pod_at("[fd00::1]"), folder_.path())->server, "https://[fd00::1]:443");
}

TEST_F(InCluster, IsKnownByTheVariablesOfAPod) {
  EXPECT_TRUE(runs_in_cluster(pod_at("10.96.0.1")));
  EXPECT_FALSE(runs_in_cluster(pod_at("")));
  EXPECT_FALSE(runs_in_cluster(variables({{"KUBERNETES_SERVICE_HOST", "10.96.0.1"}})));
}

TEST_F(InCluster, SaysWhatIsMissing) {
  std::filesystem::remove(folder_ / "namespace");
  std::filesystem::remove(folder_ / "ca.crt");
  const auto access = in_cluster_access(pod_at("10.96.0.1"), folder_.path());
  ASSERT_TRUE(access) << words_of(access.error());
  EXPECT_EQ(access->ns, "default");
  EXPECT_EQ(access->ca_pem, "");
  std::filesystem::remove(folder_ / "token");
  const auto without = in_cluster_access(pod_at("10.96.0.1"), folder_.path());
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().kind, ErrorKind::not_found);
  EXPECT_EQ(words_of(without.error()), "the file is not there: " + (folder_ / "token").string());
}

TEST_F(InCluster, RefusesWhatIsNoCertificateOrAddress) {
  folder_.write("ca.crt", "nothing");
  EXPECT_EQ(in_cluster_access(pod_at("10.96.0.1"), folder_.path()).error().kind, ErrorKind::bad_data_file);
  EXPECT_EQ(in_cluster_access(pod_at("a b"), folder_.path()).error().kind, ErrorKind::bad_data_file);
}

}  // namespace
}  // namespace sgw::collector
