#include "tests/end_to_end/kubernetes_fixture.hpp"
#include "tests/support/planned_calls.hpp"

#include <gmock/gmock.h>

// Every state of the recorded cluster, through the real program.

namespace sgw::test {
namespace {

using testing::Contains;
using testing::Each;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class KubernetesStates : public KubernetesTest {
 protected:
  static void expect_all_together(const KubeRun& run) {
    EXPECT_EQ(run.result.exit_code, 0) << run.result.err;
    EXPECT_THAT(run.gaps(), IsEmpty());
    EXPECT_THAT(run.document["instances"].items(), SizeIs(kube_states().size() + 1));  // sgw-healthy has two replicas
    for (const KubeState& state : kube_states()) {
      if (state.code != 0) {
        EXPECT_THAT(run.rules_about(state), Contains(state.rule)) << state.ns;
      }
      for (const char* file : {"state.json", "settings.json", "kubernetes.json", "events.jsonl"}) {
        EXPECT_THAT(run.files_of(state), Contains(testing::Key(testing::EndsWith(file)))) << state.ns;
      }
    }
  }
};

TEST_F(KubernetesStates, EndEachInTheRightVerdict) {
  const KubeReplay server({.tls = true});
  const auto config = server.kubeconfig();
  for (const KubeState& state : kube_states()) {
    const KubeRun run = check(config, {"-n", state.ns});
    const JsonReader verdict = run.document["verdict"];
    SCOPED_TRACE(std::string(state.ns) + "\n" + run.result.err);
    EXPECT_EQ(run.result.exit_code, state.code);
    EXPECT_EQ(verdict["owner"].text_or(""), state.owner);
    EXPECT_EQ(verdict["category"].text_or(""), state.category);
    EXPECT_EQ(verdict["primary"].text_or(""), state.rule);
    EXPECT_THAT(clauses_of(verdict), HasSubstr(state.clause));
    EXPECT_THAT(run.gaps(), IsEmpty());
  }
}

TEST_F(KubernetesStates, AreFoundTogetherInOneBundle) {
  const KubeReplay server({.tls = true});
  const auto config = server.kubeconfig();
  const KubeRun run = collect(config, {"-A"});
  expect_all_together(run);
  EXPECT_EQ(run.document["verdict"]["owner"].text_or(""), "customer");
  EXPECT_THAT(server.calls(), Each(Not(HasSubstr("/secrets"))));
  for (const FakeRequest& request : server.seen()) {
    EXPECT_EQ(request.header("Authorization"), "Bearer " + KubeReplay::token(KubeIdentity::admin)) << request.target;
  }
  const auto plan = document_of(run_program({"plan", "--json", "--no-probes", "--kubeconfig", config.string(), "-A"}));
  EXPECT_THAT(unannounced_calls(plan, JsonReader::parse(run.files.at("manifest.json")).value()), IsEmpty());
}

TEST_F(KubernetesStates, AreFoundByAClientCertificateToo) {
  const KubeReplay server({.tls = true, .client_certificates = true});
  expect_all_together(collect(server.kubeconfig(), {"-A"}));
  EXPECT_THAT(server.seen(), SizeIs(Gt(50U)));
  for (const FakeRequest& request : server.seen()) {
    EXPECT_EQ(request.peer, "admin") << request.target;
    EXPECT_EQ(request.header("Authorization"), "") << request.target;
  }
}

TEST_F(KubernetesStates, AreNoneWhereADeploymentIsMerelyNamedGateway) {
  const KubeReplay server({.tls = true});
  const KubeRun run = check(server.kubeconfig(), {"-n", "unrelated"});
  EXPECT_EQ(run.result.exit_code, 3) << run.result.err;
  EXPECT_THAT(run.document["instances"].items(), IsEmpty());
  EXPECT_THAT(run.result.err, HasSubstr("no gateway among the pods there"));
}

}  // namespace
}  // namespace sgw::test
