#include "tests/end_to_end/kubernetes_fixture.hpp"
#include "tests/support/planned_calls.hpp"

#include <gmock/gmock.h>

// --read-secret-metadata: what it asks for, what it learns of it, and that no Secret comes with it.

namespace sgw::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string k_secrets = "/api/v1/namespaces/sgw-expired/secrets";
const std::string k_secret = k_secrets + "/contoso-azure-api-management-gateway";
// What kubectl apply has left of the recorded Secret in its metadata, and what that is.
const std::string k_encoded = "R2F0ZXdheUtleSBndy1wcm9kJjIwMjUxMTAxMDAwMCYxQXRCTVk0ckFYaW44";
const std::string k_decoded =
    "1AtBMY4rAXin8bJVJItjoo7vqu2sDC31H8CAxGOouchIPDAyytNmvIa9PBw4x0TWitRIOS95UMf/MY9wPRa4Ow==";

std::string metadata(const std::string& changed) {
  return R"({"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{)"
         R"("name":"contoso-azure-api-management-gateway","creationTimestamp":"2026-10-20T08:00:00Z",)"
         R"("annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"gateway-key\":\")" +
         k_encoded + R"(\"}}"},"managedFields":[{"time":")" + changed + R"(","fieldsV1":{"f:data":{}}}]}})";
}

class KubernetesSecrets : public KubernetesTest {
 protected:
  KubeRun collect_expired() {
    config_ = server_.kubeconfig().string();
    KubeRun run = collect(config_, {"-n", "sgw-expired", "--read-secret-metadata"});
    run.files["standard output"] = run.result.out;
    run.files["standard error"] = run.result.err;
    for (const auto& [path, bytes] : run.files) {
      EXPECT_THAT(bytes, AllOf(Not(HasSubstr(k_encoded)), Not(HasSubstr(k_decoded)))) << path;
    }
    return run;
  }
  static JsonReader document(const KubeRun& run, const std::string& name) {
    for (const auto& [path, bytes] : run.files) {
      if (path.ends_with(name)) return JsonReader::parse(bytes).value_or(JsonReader());
    }
    return {};
  }

  KubeReplay server_{{.tls = true}};
  std::string config_;
};

TEST_F(KubernetesSecrets, AreAskedForByNameAndAsMetadataAlone) {
  const KubeRun run = collect_expired();
  EXPECT_THAT(run.gaps(), IsEmpty()) << run.result.err;
  EXPECT_THAT(server_.calls(), Contains("GET " + k_secret));
  for (const FakeRequest& request : server_.seen()) {
    if (request.target.find("/secrets") == std::string::npos) continue;
    EXPECT_THAT(request.header("Accept"), HasSubstr("as=PartialObjectMetadata"));
    EXPECT_THAT(request.header("Accept"), Not(HasSubstr("*/*")));
  }
  const JsonReader secret = document(run, "/kubernetes.json")["token_secret"];
  EXPECT_EQ(secret["changed"].text_or(""), "2026-11-23T16:45:59Z");
  EXPECT_EQ(secret["exists"].boolean(), true);
  EXPECT_EQ(document(run, "/cluster.json")["rights"]["secrets/metadata"].text_or(""), "allowed");
  const auto plan = document_of(run_program(
      {"plan", "--json", "--no-probes", "--kubeconfig", config_, "-n", "sgw-expired", "--read-secret-metadata"}));
  EXPECT_THAT(unannounced_calls(plan, document(run, "manifest.json")), IsEmpty());
  EXPECT_EQ(run.document["verdict"]["primary"].text_or(""), "unauthorized-token-unread")
      << "not changed since the start";
}

TEST_F(KubernetesSecrets, ShowThatTheTokenWasRenewedAfterTheStart) {
  server_.put_metadata(k_secret, metadata("2026-11-23T17:00:00Z"));
  const KubeRun run = collect_expired();
  EXPECT_EQ(run.document["verdict"]["primary"].text_or(""), "token-renewed-not-restarted") << run.result.err;
  EXPECT_EQ(run.document["verdict"]["category"].text_or(""), "token-not-reloaded");
  EXPECT_THAT(run.document["verdict"]["summary"].text_or(""), HasSubstr("2026-11-23T17:00:00Z"));
}

TEST_F(KubernetesSecrets, ThatComeWholeAreDroppedAndAreAGap) {
  server_.put_metadata(
      k_secret,
      R"({"kind":"Secret","apiVersion":"v1","metadata":{"name":"x"},"data":{"gateway-key":")" + k_encoded + R"("}})");
  const KubeRun run = collect_expired();
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("cannot give the metadata of Secrets alone")));
  EXPECT_FALSE(document(run, "/kubernetes.json")["token_secret"].exists());
}

TEST_F(KubernetesSecrets, ThatMayNotBeReadAreNotAskedFor) {
  server_.deny("secrets");
  const KubeRun run = collect_expired();
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.gaps(),
              Contains(AllOf(HasSubstr("no right to read"), HasSubstr("contoso-azure-api-management-gateway"))));
  EXPECT_THAT(server_.calls(), Each(Not(HasSubstr(k_secret))));
  EXPECT_EQ(document(run, "/cluster.json")["rights"]["secrets/metadata"].text_or(""), "denied");
}

TEST_F(KubernetesSecrets, ThatAreNotThereAreSaid) {
  const KubeRun run = collect(server_.kubeconfig(), {"-n", "sgw-nosecret", "--read-secret-metadata"});
  EXPECT_THAT(run.gaps(), IsEmpty()) << run.result.err;
  EXPECT_EQ(document(run, "/kubernetes.json")["token_secret"]["exists"].boolean(), false);
}

TEST_F(KubernetesSecrets, OfHelmTellTheRevision) {
  const auto release = [](int revision, const std::string& status) {
    return R"({"kind":"PartialObjectMetadata","metadata":{"name":"sh.helm.release.v1.contoso.v)" +
           std::to_string(revision) + R"(","labels":{"owner":"helm","name":"contoso","version":")" +
           std::to_string(revision) + R"(","status":")" + status + R"("}}})";
  };
  server_.put_metadata(k_secrets, R"({"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},)"
                                  R"("items":[)" +
                                      release(8, "superseded") + "," + release(9, "deployed") + "]}");
  const KubeRun run = collect_expired();
  EXPECT_EQ(document(run, "/kubernetes.json")["helm"]["revision"].integer(), 9);
}

}  // namespace
}  // namespace sgw::test
