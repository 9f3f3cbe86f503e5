#include "collector/kube_config.hpp"

#include "tests/collector/kube_fixture.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace sgw::collector {
namespace {

using test::accesses_of;
using test::kube_data;
using test::variables;
using test::words_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::StartsWith;

KubeAccess context_of(const std::string& file, const std::string& name,
                      const Environment& environment = variables({})) {
  auto accesses = accesses_of({kube_data(file).string(), {name}}, environment);
  if (!accesses) {
    ADD_FAILURE() << words_of(accesses.error());
    return {};
  }
  EXPECT_THAT(*accesses, SizeIs(1));
  return std::move(accesses->front());
}

RawError error_of(const KubeConfigQuery& query, const Environment& environment) {
  auto accesses = accesses_of(query, environment);
  if (accesses) {
    ADD_FAILURE() << "it was accepted";
    return {};
  }
  return std::move(accesses).error();
}

TEST(KubeConfig, ReadsWhatStandsInTheFileItself) {
  const KubeAccess access = context_of("complete.yaml", "inline");
  EXPECT_EQ(access.context, "inline");
  EXPECT_EQ(access.ns, "gateways");
  EXPECT_EQ(access.server, "https://api.example.test:6443/k8s/clusters/c-1");
  EXPECT_EQ(access.ca_pem, test::read_file(kube_data("pki/ca.pem")));
  EXPECT_EQ(access.tls_server_name, "kubernetes.default");
  EXPECT_EQ(access.proxy_url, "socks5://proxy.example.test:1080");
  EXPECT_FALSE(access.insecure);
  EXPECT_EQ(access.file, kube_data("complete.yaml"));
  EXPECT_EQ(access.user.name, "inline");
  EXPECT_EQ(access.user.cert_pem, test::read_file(kube_data("pki/client.pem")));
  EXPECT_EQ(access.user.key_pem, test::read_file(kube_data("pki/client.key")));
}

TEST(KubeConfig, ReadsFilesBesideTheKubeconfig) {
  const KubeAccess access = context_of("complete.yaml", "files");
  EXPECT_EQ(access.server, "https://[2001:db8::1]:6443");
  EXPECT_EQ(access.ns, "default");
  EXPECT_EQ(access.ca_pem, test::read_file(kube_data("pki/ca.pem")));
  EXPECT_EQ(access.user.key_pem, test::read_file(kube_data("pki/client.key")));
  EXPECT_EQ(access.user.token_file, kube_data("token"));
  EXPECT_EQ(access.user.token, "fallback-token-1234");
}

TEST(KubeConfig, ReadsAnExecPlugin) {
  const KubeAccess access = context_of("complete.yaml", "exec");
  ASSERT_TRUE(access.user.exec);
  const KubeExec& exec = *access.user.exec;
  EXPECT_EQ(exec.api_version, "client.authentication.k8s.io/v1beta1");
  EXPECT_EQ(exec.command, kube_data("plugins/v1beta1.sh"));
  EXPECT_THAT(exec.arguments, ElementsAre("get-token", "--server-id", "6dae42f8"));
  EXPECT_THAT(exec.environment, ElementsAre(Pair("PLUGIN_MODE", "azurecli")));
  EXPECT_TRUE(exec.provide_cluster_info);
  EXPECT_EQ(exec.cluster_config, R"({"audience":"06e3fbd18de8","nested":["x",true,null]})");
  EXPECT_EQ(exec.install_hint, "Install the plugin\nfrom its page.\n");
}

TEST(KubeConfig, ReadsImpersonationAndBasicAuthentication) {
  const KubeAccess access = context_of("complete.yaml", "acting");
  EXPECT_EQ(access.server, "https://10.0.0.1");
  EXPECT_TRUE(access.insecure);
  EXPECT_EQ(access.user.username, "ops");
  EXPECT_EQ(access.user.password, "0123");
  EXPECT_EQ(access.user.impersonate, "auditor");
  EXPECT_EQ(access.user.impersonate_uid, "77");
  EXPECT_THAT(access.user.impersonate_groups, ElementsAre("viewers", "developers"));
  EXPECT_THAT(access.user.impersonate_extra,
              ElementsAre(Pair("reason", "ticket-1"), Pair("reason", "ticket-2"), Pair("scopes", "view")));
}

TEST(KubeConfig, TakesAContextWithoutAUser) {
  const KubeAccess access = context_of("complete.yaml", "anonymous");
  EXPECT_EQ(access.user.name, "");
  EXPECT_EQ(access.user.cert_pem, "");
}

TEST(KubeConfig, SendsNoCredentialsWithoutTls) {
  const KubeAccess access = context_of("complete.yaml", "plain");
  EXPECT_EQ(access.server, "http://10.0.0.1:8001");
  EXPECT_EQ(access.user.name, "inline");
  EXPECT_EQ(access.user.key_pem, "");
}

TEST(KubeConfig, SendsThemWithoutTlsToThisHostAlone) {
  const KubeAccess access = context_of("complete.yaml", "loopback");
  EXPECT_EQ(access.server, "http://127.0.0.1:8001");
  EXPECT_NE(access.user.key_pem, "");
}

TEST(KubeConfig, UsesTheCurrentContext) {
  const auto accesses = accesses_of({kube_data("complete.yaml").string(), {}}, variables({}));
  ASSERT_TRUE(accesses) << words_of(accesses.error());
  ASSERT_THAT(*accesses, SizeIs(1));
  EXPECT_EQ(accesses->front().context, "inline");
}

TEST(KubeConfig, GivesSeveralContextsInTheirOrderAndEachOnce) {
  const auto accesses = accesses_of({kube_data("complete.yaml").string(), {"files", "inline", "files"}}, variables({}));
  ASSERT_TRUE(accesses) << words_of(accesses.error());
  ASSERT_THAT(*accesses, SizeIs(2));
  EXPECT_EQ((*accesses)[0].context, "files");
  EXPECT_EQ((*accesses)[1].context, "inline");
}

TEST(KubeConfig, ListsTheContextsThatAreThereWhenOneIsNot) {
  const RawError error = error_of({kube_data("complete.yaml").string(), {"prod"}}, variables({}));
  EXPECT_EQ(error.kind, ErrorKind::bad_usage);
  EXPECT_EQ(
      words_of(error),
      "there is no such context: prod (there are: acting, anonymous, broken, exec, files, inline, loopback, plain)");
}

TEST(KubeConfig, UnderstandsAnchorsMergesTagsAndFoldedText) {
  const KubeAccess a = context_of("anchors.yaml", "a");
  EXPECT_EQ(a.ns, "team-a");
  EXPECT_EQ(a.server, "https://d.example.test") << "of the same key twice the last counts";
  EXPECT_EQ(a.user.token, "folded-token");
  EXPECT_EQ(context_of("anchors.yaml", "b").ns, "team-b") << "what stands there wins over what is merged";
}

TEST(KubeConfig, UnderstandsJsonAndUtf16) {
  const test::TempDir folder;
  const std::string json =
      R"({"apiVersion": "v1", "kind": "Config", "contexts": [{"name": "j", "context": {"cluster": "c"}}],)"
      R"( "clusters": [{"name": "c", "cluster": {"server": "https:\/\/j.example.test"}}], "current-context": "j"})";
  std::string wide = "\xff\xfe";
  for (const char letter : json) wide += std::string{letter, '\0'};
  for (const std::string& text : {json, wide, "\xef\xbb\xbf" + json}) {
    const auto accesses = accesses_of({folder.write("config", text).string(), {}}, variables({}));
    ASSERT_TRUE(accesses) << words_of(accesses.error());
    EXPECT_EQ(accesses->front().server, "https://j.example.test");
  }
}

TEST(KubeConfig, MergesTheFilesOfKUBECONFIGSoThatTheFirstWins) {
  const std::string list = kube_data("merge/absent.yaml").string() + "::" + kube_data("merge/one.yaml").string() + ":" +
                           kube_data("merge/two.yaml").string() + ":" + kube_data("merge/three.yaml").string();
  const auto current = accesses_of({}, variables({{"KUBECONFIG", list}}));
  ASSERT_TRUE(current) << words_of(current.error());
  EXPECT_EQ(current->front().context, "second");
  EXPECT_EQ(current->front().user.token, "of-the-first-file");
  EXPECT_EQ(current->front().user.username, "") << "nothing of the entry that lost";
  EXPECT_NE(current->front().ca_pem, "") << "paths are relative to the file that has them";
  EXPECT_EQ(current->front().file, kube_data("merge/two.yaml"));

  const auto shared = accesses_of({std::nullopt, {"shared"}}, variables({{"KUBECONFIG", list}}));
  ASSERT_TRUE(shared) << words_of(shared.error());
  EXPECT_EQ(shared->front().server, "https://one.example.test");
  EXPECT_EQ(shared->front().ns, "default");
  EXPECT_EQ(shared->front().user.token, "of-the-second-file");
}

TEST(KubeConfig, LooksInTheHomeFolderWithoutKUBECONFIG) {
  const test::TempDir home;
  home.write(".kube/config", test::read_file(kube_data("anchors.yaml")));
  const auto accesses = accesses_of({}, variables({{"HOME", home.path().string()}, {"KUBECONFIG", ""}}));
  ASSERT_TRUE(accesses) << words_of(accesses.error());
  EXPECT_EQ(accesses->front().context, "a");
}

TEST(KubeConfig, DoesNotLookElsewhereWhenAllFilesOfKUBECONFIGAreMissing) {
  const test::TempDir home;
  home.write(".kube/config", test::read_file(kube_data("anchors.yaml")));
  const RawError error =
      error_of({}, variables({{"HOME", home.path().string()}, {"KUBECONFIG", "/nowhere/a:/nowhere/b"}}));
  EXPECT_EQ(error.kind, ErrorKind::not_found);
  EXPECT_EQ(words_of(error), "none of the files that KUBECONFIG names is there: /nowhere/a:/nowhere/b");
}

TEST(KubeConfig, NamesThePlacesThatItLookedAt) {
  const RawError error = error_of({}, variables({{"HOME", "/nowhere"}}));
  EXPECT_EQ(error.kind, ErrorKind::not_found);
  EXPECT_EQ(words_of(error),
            "there is no kubeconfig: KUBECONFIG is not set, no /nowhere/.kube/config, not in a cluster");
}

TEST(KubeConfig, SaysThatTheGivenFileIsNotThere) {
  const RawError error = error_of({"/nowhere/config", {}}, variables({}));
  EXPECT_EQ(error.kind, ErrorKind::not_found);
  EXPECT_EQ(words_of(error), "the file is not there: /nowhere/config");
}

TEST(KubeConfig, IsNotDisturbedByABrokenContextThatNobodyAskedFor) {
  EXPECT_EQ(context_of("complete.yaml", "inline").context, "inline");
  const RawError error = error_of({kube_data("complete.yaml").string(), {"broken"}}, variables({}));
  EXPECT_THAT(words_of(error), testing::EndsWith("contexts[7].context.cluster: there is no cluster \"nowhere\""));
}

TEST(KubeConfig, HasABrokenContextKeepNoOtherFromBeingUsed) {
  const auto contexts =
      kube_contexts({kube_data("complete.yaml").string(), {"files", "broken", "inline"}}, variables({}));
  ASSERT_TRUE(contexts) << words_of(contexts.error());
  ASSERT_THAT(*contexts, SizeIs(3));
  EXPECT_TRUE((*contexts)[0].access);
  EXPECT_EQ((*contexts)[1].name, "broken");
  ASSERT_FALSE((*contexts)[1].access);
  EXPECT_EQ((*contexts)[1].access.error().kind, ErrorKind::bad_data_file);
  EXPECT_THAT(words_of((*contexts)[1].access.error()), HasSubstr("there is no cluster \"nowhere\""));
  EXPECT_TRUE((*contexts)[2].access);
}

TEST(KubeConfig, RefusesAnUnknownContextAmongOthers) {
  const RawError error = error_of({kube_data("complete.yaml").string(), {"broken", "prod", "inline"}}, variables({}));
  EXPECT_EQ(error.kind, ErrorKind::bad_usage);
  EXPECT_THAT(words_of(error), HasSubstr("there is no such context: prod (there are: acting, "));
}

TEST(KubeConfig, TakesTheProxyOfTheEnvironmentUnlessTheFileHasOne) {
  const Environment environment = variables({{"HTTPS_PROXY", "proxy.corp.test:3128"}, {"NO_PROXY", "10.0.0.0/8"}});
  EXPECT_EQ(context_of("complete.yaml", "inline", environment).proxy_url, "socks5://proxy.example.test:1080");
  EXPECT_EQ(context_of("complete.yaml", "exec", environment).proxy_url, "http://proxy.corp.test:3128");
  EXPECT_EQ(context_of("complete.yaml", "acting", environment).proxy_url, "");
}

// Every file under broken/ says in its last line how it must be explained: "# says: …".
TEST(KubeConfig, ExplainsEachBrokenFileByItsPlace) {
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kube_data("broken"))) {
    const std::string text = test::read_file(entry.path());
    const std::size_t mark = text.rfind("# says: ");
    ASSERT_NE(mark, std::string::npos) << entry.path();
    std::string says = text.substr(mark + 8, text.find_last_not_of('\n') - mark - 7);
    if (const std::size_t at = says.find("FOLDER"); at != std::string::npos) {
      says.replace(at, 6, kube_data("").parent_path().string());
    }
    const RawError error = error_of({entry.path().string(), {}}, variables({}));
    EXPECT_EQ(error.kind, ErrorKind::bad_data_file) << entry.path();
    EXPECT_EQ(words_of(error), "the kubeconfig cannot be used: " + entry.path().string() + ": " + says);
    EXPECT_THAT(words_of(error), testing::Not(HasSubstr("secret"))) << "a value is quoted";
    ++seen;
  }
  EXPECT_GT(seen, 60U);
}

}  // namespace
}  // namespace sgw::collector
