#include "tests/end_to_end/kubernetes_fixture.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace sgw::test {

namespace {

constexpr std::array k_states{
    KubeState{"sgw-healthy", "contoso-azure-api-management-gateway-5f8496ddc5-", 0, "none", "healthy", "healthy",
              "CH-COMMUNITY"},
    KubeState{"sgw-beta", "contoso-azure-api-management-gateway-fbc4f8554-", 0, "none", "healthy", "healthy",
              "CH-COMMUNITY"},
    KubeState{"sgw-mesh", "contoso-azure-api-management-gateway-7f986974c5-", 0, "none", "healthy", "healthy",
              "CH-COMMUNITY"},
    KubeState{"sgw-crash", "contoso-azure-api-management-gateway-679fd7fc55-", 10, "microsoft", "crash", "crash-native",
              "SUP-IMAGE"},
    KubeState{"sgw-expired", "contoso-azure-api-management-gateway-564c7b78dc-", 11, "shared", "token-refused",
              "unauthorized-token-unread", "RESP-SH-AUTH"},
    KubeState{"sgw-oom", "contoso-azure-api-management-gateway-96bcf4cdd-", 12, "customer", "oom", "oom-limit",
              "RESP-CU-SLA"},
    KubeState{"sgw-imagepull", "contoso-azure-api-management-gateway-7c94d6cb46-", 12, "customer", "image-pull",
              "pod-image-network", "RESP-CU-HOSTING"},
    KubeState{"sgw-nosecret", "contoso-azure-api-management-gateway-86456d988d-", 12, "customer", "secret",
              "pod-secret-absent", "RESP-CU-HOSTING"},
    KubeState{"sgw-pending", "contoso-azure-api-management-gateway-d4d958fb4-", 12, "customer", "scheduling",
              "pod-unschedulable-cpu", "RESP-CU-HOSTING"},
    KubeState{"sgw-notready", "contoso-azure-api-management-gateway-f7b6d6fb7-", 12, "customer", "connection-timeout",
              "policy-denies-egress", "NOSUP-NETWORK"},
};

}  // namespace

std::span<const KubeState> kube_states() { return k_states; }

const KubeState& kube_state(std::string_view ns) {
  const auto* found = std::find_if(k_states.begin(), k_states.end(), [&](const auto& state) { return state.ns == ns; });
  if (found == k_states.end()) throw std::out_of_range(std::string(ns));
  return *found;
}

std::vector<std::string> KubeRun::gaps() const {
  std::vector<std::string> found;
  for (const JsonReader& gap : document["gaps"].items()) {
    found.push_back(gap["what"].text_or("?") + ": " + gap["reason"].text_or("?"));
  }
  return found;
}

std::map<std::string, std::string> KubeRun::files_of(const KubeState& state) const {
  std::map<std::string, std::string> found;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with("gateways/") && path.find(state.replicas) != std::string::npos) found[path] = bytes;
  }
  return found;
}

std::vector<std::string> KubeRun::rules_about(const KubeState& state) const {
  std::vector<std::string> found;
  for (const JsonReader& finding : document["verdict"]["findings"].items()) {
    const auto instances = finding["instances"].items();
    const bool about = std::any_of(instances.begin(), instances.end(), [&state](const JsonReader& instance) {
      return instance.text_or("").find(state.replicas) != std::string::npos;
    });
    if (about) found.push_back(finding["rule"].text_or("?"));
  }
  return found;
}

std::filesystem::path KubernetesTest::write_kubeconfig(const std::vector<Cluster>& all,
                                                       const std::string& plugin_runs) {
  std::string clusters;
  std::string contexts;
  for (const Cluster& one : all) {
    const auto ca = folder_.write(one.context + ".pem", one.ca_pem);
    clusters += "- {name: " + one.context + ", cluster: {server: '" + one.server + "', certificate-authority: '" +
                ca.string() + "'}}\n";
    contexts += "- {name: " + one.context + ", context: {cluster: " + one.context + ", user: admin}}\n";
  }
  const std::string plugin = std::string(SGW_TEST_DATA) + "/kubeconfig/plugins/counts.sh";
  const std::string user = plugin_runs.empty() ? "token: " + KubeReplay::token(KubeIdentity::admin)
                                               : "exec: {apiVersion: client.authentication.k8s.io/v1, command: '" +
                                                     plugin + "', interactiveMode: Never, args: ['" +
                                                     (folder_ / "runs").string() + "', '" + plugin_runs + "']}";
  return folder_.write("clusters.yaml", "current-context: " + all.front().context + "\nclusters:\n" + clusters +
                                            "contexts:\n" + contexts + "users: [{name: admin, user: {" + user +
                                            "}}]\n");
}

KubeRun KubernetesTest::run(std::vector<std::string> arguments, const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), {"--json", "--no-probes", "--as-of", "2026-11-23T17:10:00Z"});
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto start = std::chrono::steady_clock::now();
  KubeRun run;
  ProcessOptions options;
  options.timeout = std::chrono::minutes(3);
  run.result = run_program(std::move(arguments), options);
  run.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  run.document = document_of(run.result);
  return run;
}

KubeRun KubernetesTest::check(const std::filesystem::path& kubeconfig, const std::vector<std::string>& more) {
  return run({"check", "--kubeconfig", kubeconfig.string()}, more);
}

KubeRun KubernetesTest::collect(const std::filesystem::path& kubeconfig, const std::vector<std::string>& more) {
  const std::filesystem::path bundles = folder_ / ("bundles-" + std::to_string(++runs_));
  std::filesystem::create_directories(bundles);
  KubeRun result =
      run({"collect", "--kubeconfig", kubeconfig.string(), "--map", map_.string(), "-o", bundles.string()}, more);
  if (std::filesystem::is_empty(bundles)) return result;
  const auto bundle = only_bundle(bundles);
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  const TempDir scratch;  // of its own: bundles of two runs within a second have one name
  result.files = unpacked(bundle, scratch);
  return result;
}

}  // namespace sgw::test
