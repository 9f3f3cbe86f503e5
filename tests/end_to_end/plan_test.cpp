#include "tests/end_to_end/program.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/planned_calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string kubeconfig(const std::string& server) {
  return "apiVersion: v1\nkind: Config\ncurrent-context: west\n"
         "clusters: [{name: c, cluster: {server: '" +
         server +
         "'}}]\n"
         "users: [{name: u, user: {token: plan-must-not-show-this}}]\n"
         "contexts: [{name: west, context: {cluster: c, user: u, namespace: apim}}]\n";
}

TEST(PlanCommand, AnnouncesWhatCollectReadsAndProbes) {
  const TempDir scratch;
  FakeHttpServer server;
  const std::string log = scratch.write("gateway.log", "2026-11-19T06:00:00.120Z version: 2.10.3291.0\n").string();
  const std::vector<std::string> flags = {"--logs", log, "--endpoint", server.url().substr(sizeof "http://" - 1)};
  const auto with = [&flags](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    return arguments;
  };
  const auto plan = run_program(with({"plan", "--json"}));
  EXPECT_EQ(plan.exit_code, 0) << plan.err;
  EXPECT_THAT(server.seen(), IsEmpty());
  const TempDir bundles;
  const auto collected = run_program(with({"collect", "-q", "-o", bundles.path().string()}));
  const auto files = unpacked(only_bundle(bundles.path()), scratch);
  const JsonReader manifest = JsonReader::parse(files.at("manifest.json")).value();
  EXPECT_GE(manifest["calls"].items().size(), 3U) << files.at("manifest.json");
  EXPECT_THAT(unannounced_calls(document_of(plan), manifest), IsEmpty());
}

TEST(PlanCommand, CountsTheBytesOfSavedLogsAndNamesThoseThatAreNotThere) {
  const TempDir scratch;
  const std::string log = scratch.write("gateway.log", std::string(5000, 'a')).string();
  const auto plan = document_of(run_program({"plan", "--json", "--logs", log, "--logs", "/nowhere/at-all.log"}));
  ASSERT_EQ(plan["calls"].items().size(), 1U);
  EXPECT_EQ(plan["calls"].items()[0]["bytes"].integer_or(0), 5000);
  EXPECT_EQ(plan["bytes"].integer_or(0), 5000);
  EXPECT_THAT(plan["notes"].items()[0].text_or(""), HasSubstr("/nowhere/at-all.log"));
}

TEST(PlanCommand, ReadsNothingOfASample) {
  const auto plan = document_of(run_program({"plan", "--json", "--from", "sample:healthy"}));
  EXPECT_THAT(plan["calls"].items(), IsEmpty());
  EXPECT_EQ(plan["schema"].text_or(""), "sgw-diag/plan/1");
}

TEST(PlanCommand, TellsOfAClusterWhatTheKubeconfigNamesAndAsksNobody) {
  const TempDir scratch;
  FakeHttpServer server;
  const std::string config = scratch.write("config", kubeconfig(server.url())).string();
  const auto result = run_program({"plan", "--kubeconfig", config});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(server.seen(), IsEmpty());
  EXPECT_THAT(result.out, HasSubstr("Cluster west ("));
  EXPECT_THAT(result.out, HasSubstr("namespace apim"));
  EXPECT_THAT(result.out, HasSubstr("/api/v1/namespaces/apim/pods?limit=<page>[&continue=<next>]"));
  EXPECT_THAT(result.out, HasSubstr("list pods in namespace apim"));
  EXPECT_THAT(result.out, HasSubstr("kind: RoleBinding"));
  EXPECT_THAT(result.out + result.err, Not(HasSubstr("plan-must-not-show-this")));
  EXPECT_THAT(result.out, Not(HasSubstr("<redacted:")));
}

TEST(PlanCommand, PrintsTheRightsAlone) {
  const auto result = run_program({"plan", "--rbac", "-n", "apim", "--subject", "group:sre"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("# The least rights"));
  EXPECT_THAT(result.out, HasSubstr("name: \"sre\""));
  EXPECT_THAT(result.out, Not(HasSubstr("limit=")));
  EXPECT_EQ(result.err, "");
}

TEST(PlanCommand, RefusesRightsForNobodyAndNowhere) {
  EXPECT_EQ(run_program({"plan", "--rbac"}).exit_code, 2);
  EXPECT_EQ(run_program({"plan", "--rbac", "-n", "apim", "--subject", "sre"}).exit_code, 2);
  EXPECT_EQ(run_program({"plan", "--rbac", "-n", "apim", "--json"}).exit_code, 2);
  EXPECT_EQ(run_program({"plan", "--from", "docker", "-n", "apim"}).exit_code, 2);
  EXPECT_EQ(run_program({"plan", "-n", "Apim"}).exit_code, 2);
}

TEST(PlanCommand, AnnouncesEnginesWithTheRightTheyNeed) {
  const auto result = run_program({"plan", "--from", "docker", "--no-probes"});
  EXPECT_THAT(result.out, HasSubstr("/containers/<container>/json"));
  EXPECT_THAT(result.out, HasSubstr("root or group docker"));
  EXPECT_THAT(result.out, Not(HasSubstr("kind: Role")));
}

}  // namespace
}  // namespace sgw::test
