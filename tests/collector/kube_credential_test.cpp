#include "collector/kube_credential.hpp"

#include "collector/kube_exec.hpp"
#include "tests/collector/kube_fixture.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace sgw::collector {
namespace {

using test::kube_data;
using test::words_of;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

constexpr const char* k_v1 = "client.authentication.k8s.io/v1";

class KubeCredentialTest : public testing::Test {
 protected:
  RawResult<KubeCredential> fetch(const KubeAccess& access) {
    return fetch_credential(access, Deadline::after(std::chrono::seconds(20)), {}, sink_);
  }
  KubeCredential fetched(const KubeAccess& access) {
    auto credential = fetch(access);
    if (credential) return *std::move(credential);
    ADD_FAILURE() << words_of(credential.error());
    return {};
  }
  RawError refused(const KubeAccess& access) {
    auto credential = fetch(access);
    if (!credential) return std::move(credential).error();
    ADD_FAILURE() << "a credential came";
    return {};
  }
  std::string seen() const { return (folder_ / "seen").string(); }

  static KubeAccess with_plugin(const std::string& name, const std::string& version = k_v1) {
    KubeAccess access;
    access.server = "https://api.example.test";
    access.user.name = "ops";
    access.user.exec.emplace();
    access.user.exec->api_version = version;
    access.user.exec->command = kube_data("plugins/" + name).string();
    return access;
  }
  // A plugin that prints `text`.
  static KubeAccess printing(const std::string& text, const std::string& version = k_v1) {
    KubeAccess access = with_plugin("prints.sh", version);
    access.user.exec->environment = {{"PLUGIN_PRINTS", text}};
    return access;
  }

  test::MemoryRawSink sink_;
  test::TempDir folder_;
};

TEST_F(KubeCredentialTest, GivesWhatTheKubeconfigHasAndTeachesIt) {
  KubeAccess access;
  access.user.token = "eyJhbGciOi.eyJzdWIiOiJvcHMi.c2lnbmF0dXJl";
  access.user.cert_pem = test::read_file(kube_data("pki/client.pem"));
  access.user.key_pem = test::read_file(kube_data("pki/client.key"));
  access.proxy_url = "http://me:pass%20word@proxy.example.test:3128";
  const KubeCredential credential = fetched(access);
  EXPECT_EQ(credential.token, access.user.token);
  EXPECT_EQ(credential.cert_pem, access.user.cert_pem);
  EXPECT_EQ(credential.key_pem, access.user.key_pem);
  EXPECT_THAT(sink_.learnt, Contains(Pair(access.user.token, "kubernetes-token")));
  EXPECT_THAT(sink_.learnt, Contains(Pair("eyJzdWIiOiJvcHMi", "kubernetes-token")));
  EXPECT_THAT(sink_.learnt, Contains(Pair("c2lnbmF0dXJl", "kubernetes-token")));
  EXPECT_THAT(sink_.learnt, Contains(Pair(access.user.key_pem, "private-key")));
  EXPECT_THAT(sink_.learnt, Contains(Pair("pass word", "proxy-credentials")));
  // The lines of the key without its frame.
  std::string body;
  std::istringstream lines(access.user.key_pem);
  for (std::string line; std::getline(lines, line);) body += line.starts_with("--") ? "" : line;
  EXPECT_THAT(sink_.learnt, Contains(Pair(body, "private-key")));
}

TEST_F(KubeCredentialTest, GivesUserAndPassword) {
  KubeAccess access;
  access.user.username = "ops";
  access.user.password = "correct horse";
  const KubeCredential credential = fetched(access);
  EXPECT_EQ(credential.username, "ops");
  EXPECT_EQ(credential.password, "correct horse");
  EXPECT_THAT(sink_.learnt, Contains(Pair("correct horse", "kubernetes-password")));
}

TEST_F(KubeCredentialTest, ReadsTheTokenFileEachTimeAndPrefersIt) {
  KubeAccess access;
  access.user.token = "of-the-kubeconfig";
  access.user.token_file = folder_.write("token", " first-token\n");
  EXPECT_EQ(fetched(access).token, "first-token");
  folder_.write("token", "second-token");
  EXPECT_EQ(fetched(access).token, "second-token");
  EXPECT_THAT(sink_.learnt, Contains(Pair("first-token", "kubernetes-token")));
  EXPECT_THAT(sink_.learnt, Contains(Pair("second-token", "kubernetes-token")));
  std::filesystem::remove(folder_ / "token");
  EXPECT_EQ(fetched(access).token, "of-the-kubeconfig");
}

TEST_F(KubeCredentialTest, SaysWhatIsWrongWithATokenFile) {
  KubeAccess access;
  access.user.token_file = folder_ / "token";
  EXPECT_EQ(words_of(refused(access)), "the file is not there: " + access.user.token_file.string());
  EXPECT_EQ(refused(access).kind, ErrorKind::io);
  folder_.write("token", " \n");
  EXPECT_EQ(words_of(refused(access)), "there is no token in the file: " + access.user.token_file.string());
  folder_.write("token", "two words");
  EXPECT_EQ(words_of(refused(access)), "there is more than a token in the file: " + access.user.token_file.string());
}

TEST_F(KubeCredentialTest, RunsAPluginOfV1Beta1WithWhatItNeeds) {
  ::setenv("INHERITED", "from-us", 1);
  KubeAccess access = with_plugin("v1beta1.sh", "client.authentication.k8s.io/v1beta1");
  access.ca_pem = "CA";
  access.tls_server_name = "inner";
  access.proxy_url = "http://proxy.example.test:1";
  access.user.exec->arguments = {"get-token", "--login", "azurecli"};
  access.user.exec->environment = {{"PLUGIN_MODE", "test"}, {"PLUGIN_SEEN", seen()}};
  access.user.exec->provide_cluster_info = true;
  access.user.exec->cluster_config = R"({"audience":"x","list":["1",true,null]})";
  const KubeCredential credential = fetched(access);
  ::unsetenv("INHERITED");
  EXPECT_EQ(credential.token, "head.payload-of-it.signature");
  ASSERT_TRUE(credential.expires);
  EXPECT_EQ(format_time(*credential.expires), "2026-11-26T14:00:00Z");
  EXPECT_THAT(sink_.learnt, Contains(Pair("payload-of-it", "kubernetes-token")));
  EXPECT_EQ(test::read_file(seen()),
            R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{"cluster":)"
            R"({"server":"https://api.example.test","tls-server-name":"inner","certificate-authority-data":"Q0E=",)"
            R"("proxy-url":"http://proxy.example.test:1","config":{"audience":"x","list":["1",true,null]}},)"
            R"("interactive":false}})"
            "\nget-token --login azurecli|test|from-us\n");
}

TEST_F(KubeCredentialTest, DoesNotTellTheClusterUnlessAskedTo) {
  const KubeAccess access = with_plugin("v1.sh");
  EXPECT_THAT(exec_info(access), Not(HasSubstr("server")));
}

TEST_F(KubeCredentialTest, TakesACertificateFromAPluginOfV1) {
  const KubeCredential credential = fetched(with_plugin("v1.sh"));
  EXPECT_EQ(credential.cert_pem, test::read_file(kube_data("pki/client.pem")));
  EXPECT_EQ(credential.key_pem, test::read_file(kube_data("pki/client.key")));
  EXPECT_THAT(sink_.learnt, Contains(Pair(credential.key_pem, "private-key")));
}

TEST_F(KubeCredentialTest, KeepsTheCertificateOfTheKubeconfigBesideATokenOfThePlugin) {
  KubeAccess access = printing(
      R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"abcdefghij"}})");
  access.user.cert_pem = "cert";
  access.user.key_pem = "key";
  const KubeCredential credential = fetched(access);
  EXPECT_EQ(credential.token, "abcdefghij");
  EXPECT_EQ(credential.cert_pem, "cert");
}

TEST_F(KubeCredentialTest, DoesNotAskThePluginOfWhoHasAToken) {
  KubeAccess access = with_plugin("fails.sh");
  access.user.token = "given-token";
  EXPECT_EQ(fetched(access).token, "given-token");
}

TEST_F(KubeCredentialTest, ShowsThePluginsLastWordsAndTeachesItsSecretsFirst) {
  KubeAccess access = with_plugin("fails.sh");
  access.user.exec->arguments = {"get-token", "--client-secret", "hunter2-of-args"};
  access.user.exec->environment = {{"AAD_SERVICE_PRINCIPAL_CLIENT_SECRET", "hunter2-of-env"}};
  const RawError error = refused(access);
  EXPECT_EQ(error.kind, ErrorKind::protocol);
  EXPECT_EQ(words_of(error), "the credential plugin failed: user ops: " + access.user.exec->command +
                                 ": exit code 7: a first line\nAADSTS700016: wrong secret hunter2-of-env for "
                                 "hunter2-of-args");
  EXPECT_THAT(sink_.learnt, Contains(Pair("hunter2-of-env", "env-secret")));
  EXPECT_THAT(sink_.learnt, Contains(Pair("hunter2-of-args", "env-secret")));
}

TEST_F(KubeCredentialTest, GivesTheInstallHintOfAPluginThatIsNotThere) {
  KubeAccess access = with_plugin("absent.sh");
  access.user.exec->install_hint = "Install it\nfrom its page.\n";
  const RawError error = refused(access);
  EXPECT_EQ(error.kind, ErrorKind::not_found);
  EXPECT_EQ(words_of(error),
            "there is no such program: user ops: " + access.user.exec->command + ": Install it\nfrom its page.");
  EXPECT_EQ(refused(with_plugin("not_executable.sh")).kind, ErrorKind::denied);
}

TEST_F(KubeCredentialTest, EndsAPluginThatHangsOrFloods) {
  KubeAccess access = with_plugin("hangs.sh");
  access.user.exec->environment = {{"PLUGIN_SEEN", seen()}};
  const auto hanging = fetch_credential(access, Deadline::after(std::chrono::milliseconds(300)), {}, sink_);
  ASSERT_FALSE(hanging);
  EXPECT_EQ(hanging.error().kind, ErrorKind::timeout);
  EXPECT_THAT(words_of(hanging.error()), testing::HasSubstr("if it waits for someone to log in, do that before"));
  EXPECT_EQ(refused(with_plugin("flood.sh")).kind, ErrorKind::too_large);
}

TEST_F(KubeCredentialTest, RefusesWhatIsNoExecCredential) {
  struct Case {
    std::string prints, says;
  };
  const std::string head = R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",)";
  const std::vector<Case> cases = {
      {"", "what the credential plugin printed is no JSON object"},
      {"[1]", "what the credential plugin printed is no JSON object"},
      {R"({"kind":"Token"})", "what the credential plugin printed is no ExecCredential"},
      {R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"x"}})",
       "the credential plugin answered in another version than the kubeconfig asks for"},
      {head + R"("spec":{}})", "the credential plugin gave no status"},
      {head + R"("status":{}})", "the credential plugin gave neither a token nor a certificate with its key"},
      {head + R"("status":{"token":7}})", "the credential plugin gave neither a token nor a certificate with its key"},
      {head + R"("status":{"clientCertificateData":"x"}})",
       "the credential plugin gave only one of certificate and key"},
      {head + R"("status":{"token":"x","clientKeyData":"y"}})",
       "the credential plugin gave only one of certificate and key"},
      {head + R"("status":{"clientCertificateData":"x","clientKeyData":"y"}})",
       "the credential plugin gave a certificate and a key that cannot be used together"},
      {head + R"("status":{"token":"a\nb"}})", "the credential plugin gave a token with a blank or a line end in it"},
      {head + R"("status":{"token":"x","expirationTimestamp":"tomorrow"}})",
       "the credential plugin gave an expirationTimestamp that is no time"},
  };
  for (const Case& one : cases) {
    const RawError error = refused(printing(one.prints));
    EXPECT_EQ(error.kind, ErrorKind::protocol) << one.prints;
    EXPECT_EQ(words_of(error), one.says + ": user ops: " + kube_data("plugins/prints.sh").string() +
                                   " (client.authentication.k8s.io/v1)");
  }
  EXPECT_THAT(words_of(refused(with_plugin("garbage.sh"))), Not(HasSubstr("SECRETCODE1")));
}

}  // namespace
}  // namespace sgw::collector
