#include "tests/end_to_end/kubernetes_fixture.hpp"
#include "tests/support/fake_http_server.hpp"

#include <gmock/gmock.h>
#include <algorithm>

// Several contexts, some of which cannot be used: the others are collected as if they stood alone.

namespace sgw::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Words = std::vector<std::string>;

std::string with_token(KubeIdentity who) { return "{token: " + KubeReplay::token(who) + "}"; }

class KubernetesContexts : public KubernetesTest {
 protected:
  // A kubeconfig of these contexts: name, address, user as YAML (empty: one that is not there).
  struct Row {
    std::string name, server, user;
  };
  std::filesystem::path write(const std::vector<Row>& rows) {
    const auto ca = folder_.write("ca.pem", server_.ca_pem());
    std::string clusters = "clusters:\n";
    std::string users = "users:\n";
    std::string contexts = "contexts:\n";
    for (const Row& row : rows) {
      clusters += "- {name: " + row.name + ", cluster: {server: '" + row.server + "', certificate-authority: '" +
                  ca.string() + "'}}\n";
      if (!row.user.empty()) users += "- {name: " + row.name + ", user: " + row.user + "}\n";
      contexts += "- {name: " + row.name + ", context: {cluster: " + row.name + ", user: " + row.name +
                  ", namespace: sgw-crash}}\n";
    }
    return folder_.write("several.yaml", clusters + users + contexts);
  }
  static Words flags(const std::vector<Row>& rows) {
    Words all;
    for (const Row& row : rows) all.insert(all.end(), {"--context", row.name});
    return all;
  }
  static std::string owner_in(const KubeRun& run, std::string_view context) {
    for (const JsonReader& cluster : run.document["verdict"]["clusters"].items()) {
      if (cluster["context"].text_or("") == context) return cluster["owner"].text_or("");
    }
    return "not judged";
  }

  KubeReplay server_{{.tls = true}};
};

TEST_F(KubernetesContexts, ThatAreNotThereAreRefusedBeforeAnythingIsAsked) {
  const auto config = write({{"west", server_.url(), with_token(KubeIdentity::admin)},
                             {"north", server_.url(), with_token(KubeIdentity::admin)}});
  const auto bundles = folder_ / "bundles";
  std::filesystem::create_directory(bundles);
  for (const Words& command : {Words{"collect", "-o", bundles.string()}, Words{"check"}, Words{"plan"}}) {
    Words arguments = command;
    arguments.insert(arguments.end(), {"--kubeconfig", config.string(), "--context", "west", "--context", "wset"});
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_EQ(result.err, "sgw-diag: there is no such context: wset (there are: north, west)\n");
  }
  EXPECT_TRUE(std::filesystem::is_empty(bundles));
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(KubernetesContexts, ThatAreBrokenCostNothingOfTheOthers) {
  std::string dead;
  {
    const FakeHttpServer gone;
    dead = gone.url();
  }
  const std::string plugin = "{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ";
  const std::vector<Row> rows = {
      {"no-user", server_.url(), ""},
      {"old-login", server_.url(), "{auth-provider: {name: gcp}}"},
      {"no-address", "ftp://127.0.0.1", with_token(KubeIdentity::admin)},
      {"expired", server_.url(), with_token(KubeIdentity::bad_token)},
      {"unreachable", dead, with_token(KubeIdentity::admin)},
      {"no-plugin", server_.url(), plugin + "no-such-plugin}}"},
      {"failing-plugin", server_.url(), plugin + "'false'}}"},
      {"good", server_.url(), with_token(KubeIdentity::admin)},
  };
  const auto config = write(rows);
  const KubeRun alone = collect(config, {"--context", "good"});
  EXPECT_EQ(alone.result.exit_code, 0) << alone.result.err;
  const KubeRun run = collect(config, flags(rows));
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;

  EXPECT_EQ(run.files_of(kube_state("sgw-crash")).size(), alone.files_of(kube_state("sgw-crash")).size());
  EXPECT_THAT(run.files.at("environment/good/cluster.json"), Not(HasSubstr("\"problem\"")));
  EXPECT_EQ(owner_in(run, "good"), "microsoft");
  EXPECT_EQ(run.document["verdict"]["owner"].text_or(""), "microsoft");
  const std::vector<std::pair<std::string, std::string>> says = {
      {"no-user", "there is no user \"no-user\""},
      {"old-login", "gke-gcloud-auth-plugin"},
      {"no-address", "begins with neither https:// nor http://"},
      {"expired", "does not accept the credential that it got: Unauthorized"},
      {"unreachable", "nobody listens there"},
      {"no-plugin", "no-such-plugin"},
      {"failing-plugin", "exit code 1"},
  };
  EXPECT_THAT(run.gaps(), SizeIs(says.size()));
  for (const auto& [context, words] : says) {
    SCOPED_TRACE(context);
    EXPECT_THAT(run.gaps(), Contains(AllOf(HasSubstr(words), HasSubstr(context))));
    ASSERT_TRUE(run.files.contains("environment/" + context + "/cluster.json"));
    EXPECT_THAT(run.files.at("environment/" + context + "/cluster.json"), HasSubstr("\"problem\""));
    EXPECT_EQ(owner_in(run, context), "undetermined");
  }
}

// As OpenShift, EKS and kubeadm call them.
TEST_F(KubernetesContexts, OfAnyNameHaveAFileAndAVerdictEach) {
  const std::vector<Row> rows = {
      {"default/api-example-test:6443/kube:admin", server_.url(), with_token(KubeIdentity::admin)},
      {"arn:aws:eks:eu-west-1:123456789012:cluster/prod", server_.url(), with_token(KubeIdentity::admin)},
      {"kubernetes-admin@kubernetes", server_.url(), ""},
  };
  const KubeRun run = collect(write(rows), flags(rows));
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.gaps(), SizeIs(1));
  EXPECT_THAT(run.document["instances"].items(), SizeIs(2));
  std::vector<std::string> owners;
  for (const JsonReader& cluster : run.document["verdict"]["clusters"].items()) {
    owners.push_back(cluster["owner"].text_or(""));
  }
  EXPECT_THAT(owners, testing::UnorderedElementsAre("microsoft", "microsoft", "undetermined"));
  const auto is_clusters = [](const auto& file) {
    return file.first.starts_with("environment/") && file.first.ends_with("/cluster.json");
  };
  EXPECT_EQ(std::count_if(run.files.begin(), run.files.end(), is_clusters), 3);
}

TEST_F(KubernetesContexts, ThatAreAllBrokenAreAllSaid) {
  const std::vector<Row> rows = {{"no-user", server_.url(), ""},
                                 {"old-login", server_.url(), "{auth-provider: {name: azure}}"}};
  const auto config = write(rows);
  const KubeRun run = collect(config, flags(rows));
  EXPECT_EQ(run.result.exit_code, 3) << run.result.err;
  EXPECT_THAT(run.result.err, AllOf(HasSubstr("there is no user"), HasSubstr("kubelogin convert-kubeconfig")));
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(KubernetesContexts, ThatAreBrokenAreNamedByThePlan) {
  const std::vector<Row> rows = {{"no-user", server_.url(), ""},
                                 {"good", server_.url(), with_token(KubeIdentity::admin)}};
  const auto config = write(rows);
  Words arguments = {"plan", "--json", "--kubeconfig", config.string()};
  for (const std::string& flag : flags(rows)) arguments.push_back(flag);
  const auto plan = document_of(run_program(arguments));
  ASSERT_THAT(plan["clusters"].items(), SizeIs(1));
  EXPECT_EQ(plan["clusters"].at(0)["context"].text_or(""), "good");
  ASSERT_THAT(plan["notes"].items(), SizeIs(1));
  EXPECT_THAT(plan["notes"].at(0).text_or(""),
              AllOf(HasSubstr("Cluster no-user is not asked"), HasSubstr("there is no user")));
}

}  // namespace
}  // namespace sgw::test
