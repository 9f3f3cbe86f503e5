#include "tests/kubernetes/live_cluster.hpp"

#include "tests/end_to_end/program.hpp"
#include "tests/support/call_pattern.hpp"

#include <algorithm>

// What `plan` says against what the API server was asked: by its own audit log, with the rights of the plan and no
// more.

namespace sgw::test {
namespace {

class PlannedRights : public LiveCluster {
 protected:
  // With the rights of `flags`, for the account "planned".
  void SetUp() override {
    LiveCluster::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    where_ = {"--kubeconfig", kubeconfig_of("planned"), "--no-probes"};
  }

  ProcessResult program(std::vector<std::string> arguments, const std::vector<std::string>& more) const {
    arguments.insert(arguments.end(), where_.begin(), where_.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_in_cluster(arguments);
  }

  // Applies the documents of `plan --rbac`; those of the cluster may be there from the test before.
  static void apply(const std::string& yaml) {
    const std::string group = "/apis/rbac.authorization.k8s.io/v1";
    for (std::size_t at = yaml.find("---\n"); at != std::string::npos;) {
      const std::size_t next = yaml.find("---\n", at + 4);
      const std::string document = yaml.substr(at, next - at);
      const auto value = [&document](const std::string& key) {
        const std::size_t from = document.find("\n" + key + ": ");
        if (from == std::string::npos) return std::string();
        const std::size_t begin = from + key.size() + 3;
        std::string text = document.substr(begin, document.find('\n', begin) - begin);
        std::erase(text, '"');
        return text;
      };
      std::string kind = value("kind");
      std::transform(kind.begin(), kind.end(), kind.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
      const std::string ns = value("  namespace");
      const std::string scope = kind.starts_with("cluster") ? "" : "/namespaces/" + ns;
      const std::string path = group + scope + "/" + kind + "s/" + value("  name");
      // Made anew or changed, whichever it is: server-side apply.
      api_send("PATCH", path + "?fieldManager=test&force=true", "application/apply-patch+yaml", document);
      at = next;
    }
  }

  std::vector<std::string> where_;
};

TEST_F(PlannedRights, SufficeForWhatWasPlannedAndNothingElseIsAsked) {
  const std::vector<std::string> flags = {"-n", "healthy", "-n", "crash", "-n", "mesh", "-n", "missing-secret"};
  const auto rbac = program({"plan", "--rbac", "--subject", "serviceaccount:support/planned"}, flags);
  ASSERT_EQ(rbac.exit_code, 0) << rbac.err;
  apply(rbac.out);
  const auto planned = document_of(program({"plan", "--json"}, flags))["calls"].items();
  const AuditLog audit;
  const TempDir folder;
  const auto result = program({"collect", "--json", "-o", folder.path().string()}, flags);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(document_of(result)["instances"].items().size(), 6U) << result.err;
  const auto requests = audit.requests();
  EXPECT_GE(requests.size(), 50U);
  for (const JsonReader& request : requests) {
    EXPECT_EQ(request["user"]["username"].text_or(""), "system:serviceaccount:support:planned");
    EXPECT_NE(request["objectRef"]["resource"].text_or(""), "secrets") << request.dump();
    EXPECT_NE(request["responseStatus"]["code"].integer_or(0), 403) << request.dump();
    const std::string verb = request["verb"].text_or("") == "create" ? "POST" : "GET";
    const std::string target = request["requestURI"].text_or("");
    const bool announced = std::any_of(planned.begin(), planned.end(), [&](const JsonReader& row) {
      return row["verb"].text_or("") == verb && fits_pattern(row["target"].text_or(""), target);
    });
    EXPECT_TRUE(announced) << verb << " " << target;
  }
}

TEST_F(PlannedRights, ReachTheMetadataOfTheSecretsThatAreNamed) {
  const std::string secret = "contoso-azure-api-management-gateway";
  const std::string path = "/api/v1/namespaces/healthy/secrets/" + secret;
  const std::vector<std::string> flags = {"-n", "healthy", "--read-secret-metadata"};
  auto rbac = program({"plan", "--rbac", "--subject", "serviceaccount:support/planned"}, flags).out;
  const std::string place = "NAME-OF-THE-SECRET";
  ASSERT_NE(rbac.find(place), std::string::npos) << rbac;
  rbac.replace(rbac.find(place), place.size(), secret);
  apply(rbac);
  const std::string old = api_get("/api/v1/namespaces/healthy/secrets/" + secret)["data"]["gateway-key"].text_or("");
  ASSERT_NE(old, "");
  // Something that changes the data, as whoever renews a token does.
  api_send("PATCH", path, "application/merge-patch+json", R"({"data": {"note": "cmVuZXdlZA=="}})");
  const AuditLog audit;
  const TempDir scratch;
  const TempDir folder;
  const auto result = program({"collect", "--json", "-o", folder.path().string()}, flags);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  std::size_t asked = 0;
  for (const JsonReader& request : audit.requests()) {
    EXPECT_NE(request["responseStatus"]["code"].integer_or(0), 403) << request.dump();
    if (request["objectRef"]["resource"].text_or("") != "secrets") continue;
    EXPECT_EQ(request["objectRef"]["name"].text_or(""), secret);
    EXPECT_EQ(request["verb"].text_or(""), "get");
    ++asked;
  }
  EXPECT_EQ(asked, 1U);
  std::size_t documents = 0;
  for (const auto& [file, bytes] : unpacked(only_bundle(folder.path()), scratch)) {
    EXPECT_EQ(bytes.find(old), std::string::npos) << file;
    EXPECT_EQ(bytes.find("cmVuZXdlZA"), std::string::npos) << file;
    if (!file.ends_with("/kubernetes.json")) continue;
    ++documents;
    const JsonReader token = JsonReader::parse(bytes).value()["token_secret"];
    EXPECT_EQ(token["name"].text_or(""), secret);
    EXPECT_GE(token["changed"].text_or(""), token["created"].text_or("?"));
  }
  EXPECT_EQ(documents, 3U);
}

}  // namespace
}  // namespace sgw::test
