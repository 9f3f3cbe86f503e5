#include "tests/kubernetes/live_cluster.hpp"

#include "tests/end_to_end/program.hpp"
#include "tests/support/blob_server.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>

// deploy/'s own objects, with an image that is here and a namespace that has gateways.

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
    ++count;
  }
  EXPECT_GT(count, 0U) << what;
  return text;
}

std::string deployed(const std::string& name) {
  return read_file(std::string(SGW_PROJECT_ROOT) + "/deploy/kubernetes/" + name);
}

class ClusterJob : public LiveCluster {
 protected:
  // The variants have the optional roles in common.
  void TearDown() override {
    for (const char* kind : {"clusterroles", "clusterrolebindings"}) {
      run(in_cluster(
          {"curl", "-sS", "-X", "DELETE", "--cacert", cluster_folder() / "ca.pem", "-H",
           "Authorization: Bearer operator-token",
           std::string("https://10.250.0.1/apis/rbac.authorization.k8s.io/v1/") + kind + "/sgw-diag-cluster"}));
    }
  }

  static void apply(const std::string& ns, const std::vector<std::string>& texts) {
    const TempDir objects;
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : "---\n") + text;
    objects.write(ns + ".yaml", replaced(all, "REGISTRY/sgw-diag:0.1.0", "localhost/sgw-diag:1"));
    const std::string script = std::string(SGW_PROJECT_ROOT) + "/tests/kubernetes/apply.sh";
    const auto applied = run(in_cluster({script, cluster_folder().string(), objects.path().string()}));
    ASSERT_EQ(applied.exit_code, 0) << applied.out << applied.err;
  }

  // Waits for its end. What it printed.
  static std::string log_of_ended_job(const std::string& ns) {
    const std::string job = "/apis/batch/v1/namespaces/" + ns + "/jobs/sgw-diag";
    const std::string pods = "/api/v1/namespaces/" + ns + "/pods";
    const auto over = [&] {
      const JsonReader status = api_get(job)["status"];
      return status["succeeded"].integer_or(0) + status["failed"].integer_or(0) > 0;
    };
    const std::string selector = "?labelSelector=app.kubernetes.io/name%3Dsgw-diag";
    EXPECT_TRUE(wait_until(over, std::chrono::seconds(120))) << api_get(pods + selector).dump();
    const auto found = api_list(pods + selector);
    EXPECT_EQ(found.size(), 1U);
    if (found.empty()) return {};
    const std::string log = api_text(pods + "/" + found.front()["metadata"]["name"].text_or("") + "/log");
    const JsonReader ended = found.front()["status"]["containerStatuses"].at(0)["state"]["terminated"];
    EXPECT_LE(ended["exitCode"].integer_or(-1), 1) << found.front().dump() << "\n" << log;
    EXPECT_GE(ended["exitCode"].integer_or(-1), 0) << found.front().dump();
    return log;
  }

  // It has what it asks for, and asks for nothing but reading.
  static void expect_least_rights(const AuditLog& audit, const std::string& account) {
    std::size_t count = 0;
    for (const JsonReader& request : audit.requests()) {
      if (request["user"]["username"].text_or("") != "system:serviceaccount:" + account) continue;
      ++count;
      EXPECT_NE(request["responseStatus"]["code"].integer_or(0), 403) << request.dump();
      EXPECT_NE(request["objectRef"]["resource"].text_or(""), "secrets") << request.dump();
    }
    EXPECT_GT(count, 10U);
  }
};

TEST_F(ClusterJob, LeavesTheBundleOfANamespaceInAVolume) {
  const AuditLog audit;
  const auto here = [](const std::string& name) { return replaced(deployed("namespace/" + name), "apim", "crash"); };
  const std::string volume = read_file(std::string(SGW_PROJECT_ROOT) + "/tests/kubernetes/volume.yaml");
  ASSERT_NO_FATAL_FAILURE(apply("crash", {volume, here("rbac.yaml"), here("job-volume.yaml")}));
  EXPECT_THAT(log_of_ended_job("crash"), HasSubstr("Bundle: /bundles/sgw-diag-"));
  const fs::path bundle = only_bundle(cluster_folder() / "bundles");
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  const TempDir scratch;
  const auto files = unpacked(bundle, scratch);
  const auto cluster = JsonReader::parse(file_ending(files, "/cluster.json"));
  ASSERT_TRUE(cluster);
  EXPECT_TRUE((*cluster)["in_cluster"].boolean_or(false)) << cluster->dump();
  // Of the run that ended, wherever the kubelet keeps it at that moment.
  std::string logs;
  for (const auto& [path, bytes] : files) {
    if (path.find("/logs/azure-api-management-gateway.") != std::string::npos) logs += bytes;
  }
  EXPECT_THAT(logs, HasSubstr("Unhandled exception"));
  expect_least_rights(audit, "crash:sgw-diag");
}

TEST_F(ClusterJob, HandsTheFleetsBundleOverByASignedUrl) {
  const TempDir blobs;
  fs::create_directory(blobs / "bundles");
  const TempDir output;
  const ChildProcess server(in_cluster({"python3", blob_server_script(), "serve", blobs.path().string(), "172.17.0.1",
                                        "9443", cluster_folder() / "blobs.pem", cluster_folder() / "blobs.key"}),
                            output.path());
  const auto answers = [] {
    return run(in_cluster({"curl", "-s", "--cacert", cluster_folder() / "ca.pem", "https://172.17.0.1:9443/"}))
               .exit_code == 0;
  };
  ASSERT_TRUE(wait_until(answers)) << server.err();

  const AuditLog audit;
  const std::string signature = blob_signature("bundles", "cw", 60);
  const std::string secret =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: sgw-diag-url}\nstringData: {url: "
      "\"https://172.17.0.1:9443/bundles?" +
      signature + "\"}\n";
  ASSERT_NO_FATAL_FAILURE(apply("sgw-diag", {deployed("fleet/rbac.yaml"), secret, deployed("fleet/job-sas.yaml")}));
  const std::string log = log_of_ended_job("sgw-diag");
  EXPECT_THAT(log, HasSubstr("Handed over: https://"));
  EXPECT_THAT(log, Not(HasSubstr(signature.substr(signature.find("sig=") + 4))));
  fs::path bundle;
  for (const auto& entry : fs::directory_iterator(blobs / "bundles")) {
    if (entry.path().extension() == ".gz") bundle = entry.path();
  }
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  const auto seen = run_program({"inspect", bundle.string(), "--json"});
  EXPECT_EQ(document_of(seen)["instances"].items().size(), gateway_namespaces().size() + 2) << seen.err;
  expect_least_rights(audit, "sgw-diag:sgw-diag");
}

}  // namespace
}  // namespace sgw::test
