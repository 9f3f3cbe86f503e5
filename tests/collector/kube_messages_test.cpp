#include "collector/kube_messages.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(KubeMessages, TellWhyAnImageCouldNotBePulled) {
  EXPECT_EQ(image_pull_problem("ErrImagePull",
                               "rpc error: code = NotFound desc = failed to pull and unpack image "
                               "\"mcr/x:9\": failed to resolve reference \"mcr/x:9\": mcr/x:9: not found"),
            "tag-missing");
  EXPECT_EQ(image_pull_problem("", "manifest for mcr/x:9 not found: manifest unknown: manifest tagged by \"9\""),
            "tag-missing");
  EXPECT_EQ(
      image_pull_problem("", "failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized"),
      "auth");
  EXPECT_EQ(image_pull_problem("", "pull access denied for x, repository does not exist or may require 'docker login'"),
            "auth");
  EXPECT_EQ(image_pull_problem("", "no matching manifest for linux/arm64/v8 in the manifest list entries"),
            "architecture");
  EXPECT_EQ(image_pull_problem("", "no match for platform in manifest sha256:0: not found"), "architecture");
  EXPECT_EQ(image_pull_problem("", "toomanyrequests: You have reached your pull rate limit"), "rate-limit");
  EXPECT_EQ(image_pull_problem("", "dial tcp: lookup mcr.microsoft.com on 10.0.0.10:53: no such host"), "network");
  EXPECT_EQ(image_pull_problem(
                "", "Head \"https://x/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown"),
            "network");
  EXPECT_EQ(image_pull_problem("ErrImageNeverPull", "Container image \"x\" is not present with pull policy of Never"),
            "never");
  EXPECT_EQ(image_pull_problem("",
                               "failed to authorize: failed to fetch anonymous token: Get "
                               "\"https://auth.docker.io/token\": dial tcp 3.94.224.37:443: i/o timeout"),
            "network");
  EXPECT_EQ(image_pull_problem("", "failed to fetch oauth token: unexpected status: 400 Bad Request"), "auth");
  EXPECT_EQ(image_pull_problem("",
                               "unexpected status: 403 Forbidden: denied: client with IP '192.0.2.1' is not allowed "
                               "access. Refer https://aka.ms/acr/firewall to grant access."),
            "network");
  EXPECT_EQ(image_pull_problem("ImagePullBackOff", "Back-off pulling image \"x\""), "unknown");
}

TEST(KubeMessages, TellWhichObjectOrKeyIsMissing) {
  const ConfigProblem secret = config_problem("secret \"gw-token\" not found");
  EXPECT_EQ(secret.kind, "secret");
  EXPECT_EQ(secret.name, "gw-token");
  EXPECT_EQ(secret.problem, "missing-object");
  const ConfigProblem map = config_problem("configmap \"gw-env\" not found");
  EXPECT_EQ(map.kind, "configmap");
  EXPECT_EQ(map.name, "gw-env");
  const ConfigProblem key = config_problem("couldn't find key gateway-key in Secret apim/gw-token");
  EXPECT_EQ(key.kind, "secret");
  EXPECT_EQ(key.name, "gw-token");
  EXPECT_EQ(key.key, "gateway-key");
  EXPECT_EQ(key.problem, "missing-key");
  const ConfigProblem map_key = config_problem("couldn't find key a.b in ConfigMap apim/gw-env");
  EXPECT_EQ(map_key.kind, "configmap");
  EXPECT_EQ(map_key.name, "gw-env");
  EXPECT_EQ(config_problem("secrets \"gw\" not found").name, "gw");
}

TEST(KubeMessages, LeaveUnknownWhatTheyDoNotUnderstand) {
  for (const char* text :
       {"", "container has runAsNonRoot and image will run as root", "not found", "secret \"x", "find key "}) {
    const ConfigProblem problem = config_problem(text);
    EXPECT_EQ(problem.problem, "unknown") << text;
    EXPECT_TRUE(problem.name.empty()) << text;
  }
  EXPECT_EQ(creation_failure("something else"), "unknown");
  EXPECT_EQ(volume_problem("FailedMount", "Unable to attach or mount volumes: timed out waiting for the condition"),
            "unknown");
  EXPECT_EQ(failed_probe("Container gw failed liveness check"), "");
}

TEST(KubeMessages, TellWhyNoPodWasMade) {
  EXPECT_EQ(
      creation_failure("pods \"x\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2"),
      "quota");
  EXPECT_EQ(creation_failure("pods \"x\" is forbidden: failed quota: q: must specify limits.cpu"), "quota");
  EXPECT_EQ(creation_failure("admission webhook \"validation.gatekeeper.sh\" denied the request: no"), "admission");
  EXPECT_EQ(creation_failure("Internal error occurred: failed calling webhook \"x\": connection refused"), "admission");
  EXPECT_EQ(
      creation_failure("pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation"),
      "admission");
  EXPECT_EQ(creation_failure("pods \"x\" is forbidden: [maximum memory usage per Container is 1Gi, but limit is 2Gi]"),
            "admission");
  EXPECT_EQ(creation_failure(
                "pods \"x-\" is forbidden: error looking up service account apim/gw: serviceaccount \"gw\" not found"),
            "service-account");
}

TEST(KubeMessages, TellWhatIsWrongWithAVolume) {
  EXPECT_EQ(volume_problem("FailedMount", "MountVolume.SetUp failed for volume \"v\" : secret \"s\" not found"),
            "not-found");
  EXPECT_EQ(volume_problem("FailedMount", "mount failed: exit status 32 ... access denied by server"), "permission");
  EXPECT_EQ(volume_problem("FailedMount", "mount error(13): Permission denied"), "permission");
  EXPECT_EQ(volume_problem("FailedMount", "keyvault.BaseClient#GetSecret: StatusCode=403 -- Code=\"Forbidden\""),
            "permission");
  EXPECT_EQ(volume_problem("Unschedulable", "node(s) didn't find available persistent volumes to bind"), "unbound");
  EXPECT_EQ(volume_problem("FailedAttachVolume", "Multi-Attach error for volume \"pvc\""), "attach");
  EXPECT_EQ(volume_problem("FailedAttachVolume", "rpc error"), "attach");
  EXPECT_EQ(volume_problem("Unschedulable", "pod has unbound immediate PersistentVolumeClaims"), "unbound");
}

TEST(KubeMessages, TellTheProbeInOldAndNewWords) {
  EXPECT_EQ(failed_probe("Readiness probe failed: HTTP probe failed with statuscode: 503"), "readiness");
  EXPECT_EQ(failed_probe("Startup probe errored: rpc error: code = Unknown"), "startup");
  EXPECT_EQ(failed_probe("Liveness probe failed: the readiness probe was not passed"), "liveness");
  EXPECT_EQ(failed_probe("Liveness probe errored and resulted in unknown state: x"), "liveness");
}

}  // namespace
}  // namespace sgw::collector
