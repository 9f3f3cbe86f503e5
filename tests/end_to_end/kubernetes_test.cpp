#include "tests/end_to_end/program.hpp"

#include "tests/support/kube_replay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

// The real binary against API servers of the tests' own.
namespace sgw::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Context {
  std::string name;
  std::string server;
  std::string ns;
};

std::string kubeconfig(const std::vector<Context>& contexts) {
  std::string clusters = "clusters:\n";
  std::string rows = "contexts:\n";
  for (const Context& one : contexts) {
    clusters += "- name: " + one.name + "\n  cluster:\n    server: " + one.server + "\n";
    rows += "- name: " + one.name + "\n  context:\n    cluster: " + one.name +
            "\n    user: ops\n    namespace: " + one.ns + "\n";
  }
  return "apiVersion: v1\nkind: Config\n" + clusters +
         "users:\n- name: ops\n  user:\n    token: " + KubeReplay::token(KubeIdentity::admin) + "\n" + rows;
}

ProcessResult collect(const TempDir& scratch, const std::vector<Context>& contexts,
                      std::vector<std::string> more = {}) {
  const std::string config = scratch.write("config", kubeconfig(contexts)).string();
  std::vector<std::string> arguments = {"collect", "--kubeconfig",         config, "--no-probes", "--json",
                                        "-o",      scratch.path().string()};
  for (const Context& one : contexts) arguments.insert(arguments.end(), {"--context", one.name});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

std::vector<std::string> owners_of(const JsonReader& verdict) {
  std::vector<std::string> owners;
  for (const JsonReader& cluster : verdict["clusters"].items()) {
    owners.push_back(cluster["context"].text_or("") + " " + cluster["owner"].text_or(""));
  }
  return owners;
}

// Some hundred bytes a line; nothing in it is masked.
std::string harmless_log(std::size_t bytes) {
  std::string text;
  for (std::size_t line = 0; text.size() < bytes; ++line) {
    const std::string number = std::to_string(1'000'000 + line);
    text += "2026-11-23T16:46:00." + number.substr(1) + "Z [Info] 2026-11-23T16:46:00." + number.substr(1, 3) +
            " [GatewayLogs], message: request " + number +
            " was answered, operation: get-order, duration: " + std::to_string(line * 7919 % 900) + "\n";
  }
  return text;
}

TEST(Kubernetes, BringsEveryLogOfAFleetWhole) {
  constexpr std::size_t pods = 36;
  constexpr std::size_t log_bytes = std::size_t{1536} << 10;
  const std::string text = harmless_log(3 * log_bytes);
  const TempDir scratch;
  KubeReplay server;
  server.many_pods("sgw-healthy", pods, 10);
  server.log_text(text, log_bytes, 100'000'000);
  const auto result = collect(scratch, {{"fleet", server.url(), "sgw-healthy"}}, {"--format", "tar.zst"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const JsonReader run = document_of(result);
  EXPECT_EQ(run["instances"].items().size(), pods + 1);  // and the namespace's Deployment, whose pods are gone
  EXPECT_FALSE(run["verdict"]["clusters"].exists());
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  for (std::size_t pod = 0; pod < pods; ++pod) {
    const std::string path = "gateways/pod-" + std::to_string(pod) + "/logs/azure-api-management-gateway.log";
    ASSERT_TRUE(files.contains(path)) << path;
    // No message with megabytes of two logs.
    EXPECT_TRUE(files.at(path) == KubeReplay::log_of(text, log_bytes, pod)) << path;
  }
  std::size_t pages = 0;
  for (const std::string& call : server.calls()) pages += call.find("/pods?limit=") != std::string::npos ? 1 : 0;
  EXPECT_EQ(pages, 4U);
}

TEST(Kubernetes, HasAVerdictForEachClusterAndOneForAll) {
  const TempDir scratch;
  KubeReplay west;
  KubeReplay east;
  const auto result = collect(scratch, {{"west", west.url(), "sgw-nosecret"}, {"east", east.url(), "sgw-crash"}});
  const JsonReader run = document_of(result);
  EXPECT_THAT(owners_of(run["verdict"]), ElementsAre("east microsoft", "west customer")) << result.err;
  const std::string overall = run["verdict"]["owner"].text_or("");
  EXPECT_TRUE(overall == "customer" || overall == "microsoft") << overall;

  const auto bundle = only_bundle(scratch.path());
  const auto files = unpacked(bundle, scratch);
  ASSERT_TRUE(files.contains("verdict.json"));
  EXPECT_EQ(owners_of(JsonReader::parse(files.at("verdict.json")).value_or(JsonReader())), owners_of(run["verdict"]));
  EXPECT_THAT(files.at("SUMMARY.md"), HasSubstr("\n| east | microsoft |"));
  EXPECT_THAT(files.at("SUMMARY.md"), HasSubstr("\n| west | customer |"));
  for (const JsonReader& cluster : run["verdict"]["clusters"].items()) {
    EXPECT_EQ(cluster["instances"].items().size(), 1U);
    EXPECT_GE(cluster["findings"].items().size(), 1U);
  }

  const auto again = run_program({"inspect", bundle.string(), "--json"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  const JsonReader inspected = document_of(again);
  EXPECT_EQ(owners_of(inspected["verdict"]), owners_of(run["verdict"]));
  EXPECT_TRUE(inspected["changes"].items().empty()) << again.out;
  const auto shown = run_program({"inspect", bundle.string()});
  EXPECT_THAT(shown.out, HasSubstr("  east: MICROSOFT — "));
  EXPECT_THAT(shown.out, HasSubstr("  west: CUSTOMER — "));
}

TEST(Kubernetes, JudgesTheClusterThatAnswersBesideADeadOne) {
  const TempDir scratch;
  KubeReplay west;
  std::string dead;
  {
    const FakeHttpServer gone;
    dead = gone.url();
  }
  const auto result = collect(scratch, {{"dead", dead, "apim"}, {"west", west.url(), "sgw-nosecret"}});
  EXPECT_EQ(result.exit_code, 1) << result.err;  // a gap
  const JsonReader run = document_of(result);
  EXPECT_EQ(run["verdict"]["owner"].text_or(""), "customer");
  EXPECT_THAT(owners_of(run["verdict"]), ElementsAre("dead undetermined", "west customer"));
  EXPECT_THAT(run["verdict"]["clusters"].at(0)["summary"].text_or(""), HasSubstr("Nothing could be read"));
  const auto bundle = only_bundle(scratch.path());
  const auto files = unpacked(bundle, scratch);
  EXPECT_THAT(files.at("environment/dead/cluster.json"), HasSubstr("\"problem\""));
  EXPECT_THAT(files.at("environment/west/cluster.json"), Not(HasSubstr("\"problem\"")));
  const auto inspected = document_of(run_program({"inspect", bundle.string(), "--json"}));
  EXPECT_THAT(owners_of(inspected["verdict"]), ElementsAre("dead undetermined", "west customer"));
}

}  // namespace
}  // namespace sgw::test
