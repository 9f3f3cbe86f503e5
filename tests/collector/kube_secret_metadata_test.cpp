#include "collector/kube_secret_metadata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

JsonReader json(const std::string& text) { return JsonReader::parse(text).value(); }

std::string written(const std::vector<KubeSecret>& secrets, const std::string& pod_spec, const std::string& gateway) {
  JsonWriter out(JsonWriter::Layout::one_line);
  out.begin_object();
  write_secrets(out, secrets, json(pod_spec), json(gateway));
  return out.end_object().take();
}

TEST(KubeSecretMetadata, NamesTheSecretsThatAPodNeeds) {
  EXPECT_THAT(secret_names(json(R"({
    "initContainers": [{"envFrom": [{"secretRef": {"name": "init"}}]}],
    "containers": [{"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "gw", "key": "k"}}},
                            {"name": "B", "value": "secret"}]},
                   {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "gw", "key": "other"}}}],
                    "volumeMounts": [{"name": "v", "mountPath": "/certificates"},
                                     {"name": "t", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}]}],
    "volumes": [{"name": "v", "secret": {"secretName": "tls"}}, {"name": "c", "configMap": {"name": "no"}},
                {"name": "t", "secret": {"secretName": "default-token-x"}},
                {"name": "p", "projected": {"sources": [{"secret": {"name": "part"}}]}}],
    "imagePullSecrets": [{"name": "pull"}]})")),
              ElementsAre("gw", "init", "part", "pull", "tls"));
  EXPECT_THAT(secret_names(json("{}")), testing::IsEmpty());
}

TEST(KubeSecretMetadata, TakesTheNewestWriteOfDataForTheChange) {
  const KubeSecret secret = read_secret("gw", json(R"({"metadata": {"creationTimestamp": "2026-11-01T00:00:00Z",
    "resourceVersion": "7", "managedFields": [
      {"time": "2026-11-05T00:00:00Z", "fieldsV1": {"f:data": {"f:token": {}}}},
      {"time": "2026-11-03T00:00:00Z", "fieldsV1": {"f:data": {"f:other": {}}}},
      {"time": "2026-11-09T00:00:00Z", "fieldsV1": {"f:metadata": {"f:labels": {}}}},
      {"time": "soon", "fieldsV1": {"f:data": {}}}]}})"));
  EXPECT_TRUE(secret.exists);
  EXPECT_EQ(secret.created, parse_time("2026-11-01T00:00:00Z"));
  EXPECT_EQ(secret.changed, parse_time("2026-11-05T00:00:00Z"));
  EXPECT_EQ(secret.resource_version, "7");
}

TEST(KubeSecretMetadata, DoesNotGuessWhenTheServerTellsNothing) {
  EXPECT_FALSE(read_secret("gw", JsonReader()).exists);
  EXPECT_EQ(read_secret("gw", json(R"({"metadata": {"name": "gw"}})")).changed, std::nullopt);
}

TEST(KubeSecretMetadata, KeepsNothingOfTheAnnotations) {
  const KubeSecret secret = read_secret("gw", json(R"({"metadata": {"annotations": {
    "kubectl.kubernetes.io/last-applied-configuration": "{\"data\":{\"k\":\"cGxhbnRlZA==\"}}"}}})"));
  const std::string pod = R"({"imagePullSecrets": [{"name": "gw"}]})";
  EXPECT_THAT(written({secret}, pod, "{}"), HasSubstr(R"({"name":"gw","exists":true})"));
  EXPECT_THAT(written({secret}, pod, "{}"), Not(HasSubstr("planted")));
  EXPECT_THAT(written({secret}, pod, "{}"), Not(HasSubstr("cGxhbnRlZA")));
}

TEST(KubeSecretMetadata, TellsWhichOneHoldsTheToken) {
  const std::vector<KubeSecret> secrets = {{"a", true, {}, {}, {}}, {"b", false, {}, {}, {}}};
  const auto token = [&](const std::string& gateway) { return written(secrets, "{}", gateway); };
  EXPECT_THAT(token(R"({"env": [{"name": "config.service.auth", "valueFrom": {"secretKeyRef": {"name": "b"}}}],
                        "envFrom": [{"secretRef": {"name": "a"}}]})"),
              HasSubstr(R"("token_secret":{"name":"b","exists":false})"));
  EXPECT_THAT(token(R"({"envFrom": [{"secretRef": {"name": "a"}}]})"), HasSubstr(R"("token_secret":{"name":"a")"));
  for (const char* not_known : {R"({"envFrom": [{"secretRef": {"name": "a"}}, {"secretRef": {"name": "b"}}]})",
                                R"({"env": [{"name": "config.service.auth", "value": "workloadIdentity"}],
                                    "envFrom": [{"secretRef": {"name": "a"}}]})"}) {
    EXPECT_THAT(token(not_known), Not(HasSubstr("token_secret"))) << not_known;
  }
}

TEST(KubeSecretMetadata, TellsTheDeployedRevisionOfARelease) {
  const auto release = [](const std::string& name, const std::string& version, const std::string& status) {
    return read_release(json(R"({"metadata": {"labels": {"owner": "helm", "name": ")" + name + R"(", "version": ")" +
                             version + R"(", "status": ")" + status + R"("}}})"));
  };
  std::vector<KubeRelease> all;
  for (const auto& one : {release("gw", "2", "superseded"), release("gw", "10", "deployed"),
                          release("gw", "11", "failed"), release("other", "40", "deployed")}) {
    ASSERT_TRUE(one);
    all.push_back(*one);
  }
  EXPECT_EQ(deployed_revision(all, "gw"), 10);
  EXPECT_EQ(deployed_revision(all, "nobody"), std::nullopt);
  EXPECT_EQ(release("gw", "1x", "deployed"), std::nullopt);
  EXPECT_EQ(read_release(JsonReader()), std::nullopt);
}

}  // namespace
}  // namespace sgw::collector
