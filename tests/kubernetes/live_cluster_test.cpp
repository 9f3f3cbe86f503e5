#include "tests/kubernetes/live_cluster.hpp"

#include "tests/end_to_end/planted.hpp"
#include "tests/end_to_end/program.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <thread>

// The program against the real cluster, in the states that states_test.cpp waited for.

namespace sgw::test {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> joined(std::vector<std::string> first, const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

ProcessResult check(const std::string& account, const std::vector<std::string>& more) {
  return run_in_cluster(
      joined({"check", "--from", "kubernetes", "--kubeconfig", kubeconfig_of(account), "--no-probes", "--json"}, more));
}

std::vector<std::string> arguments_of_collect(const std::string& account, const TempDir& folder,
                                              const std::vector<std::string>& more) {
  return joined({"collect", "--from", "kubernetes", "--kubeconfig", kubeconfig_of(account), "--no-probes", "--json",
                 "-o", folder.path().string()},
                more);
}

ProcessResult collect(const std::string& account, const TempDir& folder, const std::vector<std::string>& more) {
  return run_in_cluster(arguments_of_collect(account, folder, more));
}

// For what is done to the cluster while the program runs.
std::unique_ptr<ChildProcess> start_collect(const std::string& account, const TempDir& folder, const TempDir& output,
                                            const std::vector<std::string>& more) {
  ProcessOptions options;
  options.env = clean_environment();
  const auto arguments = arguments_of_collect(account, folder, more);
  return std::make_unique<ChildProcess>(in_cluster(joined({program_path()}, arguments)), output.path(), options);
}

std::string gaps_of(const JsonReader& document) {
  std::string gaps;
  for (const JsonReader& gap : document["gaps"].items()) gaps += gap.dump() + "\n";
  return gaps;
}

struct Expected {
  const char* ns;
  std::set<std::string> owners;
  std::set<std::string> clauses;  // one of them; none: any
};

TEST_F(LiveCluster, EndsWithTheRightVerdictInEachNamespace) {
  const std::set<std::string> hosting = {"RESP-CU-HOSTING"};
  const std::vector<Expected> table = {
      {"healthy", {"none"}, {}},
      {"portal", {"none"}, {}},
      {"mesh", {"none"}, {}},
      {"crash", {"microsoft"}, {"SUP-IMAGE"}},
      {"oom", {"customer"}, {"RESP-CU-SLA"}},
      {"pull", {"customer"}, hosting},
      {"pull-never", {"customer"}, hosting},
      {"missing-secret", {"customer"}, hosting},
      {"missing-key", {"customer"}, hosting},
      {"unschedulable", {"customer"}, {"RESP-CU-HOSTING", "RESP-CU-SLA"}},
      {"unbound-claim", {"customer"}, hosting},
      {"failing-init", {"customer"}, {}},
      {"failing-probes", {"customer", "undetermined"}, {}},
      {"mesh-not-ready", {"customer"}, {"RESP-CU-OSS"}},
      {"quota", {"customer"}, hosting},
      {"no-service-account", {"customer"}, hosting},
      {"egress", {"customer"}, {"NOSUP-NETWORK", "RESP-CU-NETWORK"}},
  };
  for (const Expected& row : table) {
    const auto result = check("operator", {"-n", row.ns});
    const JsonReader verdict = document_of(result)["verdict"];
    EXPECT_TRUE(row.owners.contains(verdict["owner"].text_or(""))) << row.ns << "\n" << result.out << result.err;
    const std::string clauses = clauses_of(verdict);
    const bool named =
        row.clauses.empty() || std::any_of(row.clauses.begin(), row.clauses.end(), [&](const std::string& clause) {
          return clauses.find(clause) != std::string::npos;
        });
    EXPECT_TRUE(named) << row.ns << ": " << clauses << "\n" << result.out;
  }
}

TEST_F(LiveCluster, LeavesADeploymentThatIsMerelyNamedGateway) {
  const auto result = check("operator", {"-n", "unrelated"});
  EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
}

TEST_F(LiveCluster, FindsEveryGatewayOfAllNamespaces) {
  const auto result = check("operator", {"-A"});
  const auto instances = document_of(result)["instances"].items();
  // Each namespace has one, with pods or without; healthy has three; unrelated and support have none.
  EXPECT_EQ(instances.size(), gateway_namespaces().size() + 2) << result.out << result.err;
}

TEST_F(LiveCluster, TakesTheLogOfTheRunThatEndedAndOfTheRunNow) {
  wait_for_back_off("crash");
  const TempDir scratch;
  const TempDir folder;
  const auto result = collect("operator", folder, {"-n", "crash", "-n", "mesh"});
  ASSERT_LE(result.exit_code, 1) << result.out << result.err;
  const auto files = unpacked(only_bundle(folder.path()), scratch);
  const std::string previous = file_ending(files, "/logs/azure-api-management-gateway.previous.log");
  EXPECT_NE(previous.find("Unhandled exception"), std::string::npos) << previous;
  EXPECT_NE(file_ending(files, "/istio-proxy.log").find("proxy up"), std::string::npos);
}

TEST_F(LiveCluster, NeverAsksForASecretOrChangesAnything) {
  const AuditLog audit;
  const TempDir folder;
  const auto result = collect("operator", folder, {"-A"});
  ASSERT_LE(result.exit_code, 1) << result.err;
  const auto requests = audit.requests();
  ASSERT_GE(requests.size(), 30U);
  for (const JsonReader& request : requests) {
    const JsonReader object = request["objectRef"];
    EXPECT_NE(object["resource"].text_or(""), "secrets") << request.dump();
    const std::string verb = request["verb"].text_or("");
    const bool review = object["apiGroup"].text_or("") == "authorization.k8s.io" && verb == "create";
    EXPECT_TRUE(verb == "get" || verb == "list" || review) << request.dump();
  }
}

TEST_F(LiveCluster, LetsNoPlantedSecretOutAnywhere) {
  const TempDir scratch;
  const TempDir folder;
  const auto result = collect("operator", folder, {"-n", "planted", "-v"});
  ASSERT_LE(result.exit_code, 1) << result.err;
  auto everything = unpacked(only_bundle(folder.path()), scratch);
  ASSERT_NE(file_ending(everything, "/logs/azure-api-management-gateway.log").find("planted: done"), std::string::npos);
  everything["standard output"] = result.out;
  everything["standard error"] = result.err;
  for (const auto& [where, bytes] : everything) {
    for (const Planted& value : planted_values()) {
      EXPECT_EQ(found_in(bytes, value), "") << value.name << " in " << where;
    }
  }
}

TEST_F(LiveCluster, DoesWithReadRightsAlone) {
  const TempDir folder;
  const auto result = collect("reader", folder, {"-n", "crash"});
  ASSERT_LE(result.exit_code, 1) << result.err;
  const JsonReader document = document_of(result);
  EXPECT_EQ(document["verdict"]["owner"].text_or(""), "microsoft") << result.out;
}

TEST_F(LiveCluster, NamesWhatAnAccountMayNotRead) {
  const TempDir scratch;
  const TempDir folder;
  const AuditLog audit;
  const auto result = collect("limited", folder, {"-n", "healthy"});
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  const JsonReader document = document_of(result);
  const std::string gaps = gaps_of(document);
  for (const char* kind : {"pod logs", "events", "ConfigMaps"}) EXPECT_NE(gaps.find(kind), std::string::npos) << gaps;
  const auto cluster = JsonReader::parse(file_ending(unpacked(only_bundle(folder.path()), scratch), "/cluster.json"));
  ASSERT_TRUE(cluster);
  for (const char* kind : {"pods/log", "events", "configmaps"}) {
    EXPECT_EQ((*cluster)["rights"][kind].text_or(""), "denied") << kind;
  }
  EXPECT_EQ((*cluster)["rights"]["pods"].text_or(""), "allowed");
  EXPECT_EQ(document["instances"].items().size(), 3U) << result.out;
  // What is known to be refused is not tried.
  for (const JsonReader& request : audit.requests()) {
    EXPECT_NE(request["responseStatus"]["code"].integer_or(0), 403) << request.dump();
  }
}

TEST_F(LiveCluster, ReadsAListThatHasMoreThanAPage) {
  const AuditLog audit;
  const auto result = check("operator", {"-n", "crowd"});
  EXPECT_EQ(document_of(result)["instances"].items().size(), 1U) << result.out << result.err;
  std::size_t pages = 0;
  for (const JsonReader& request : audit.requests()) {
    const std::string uri = request["requestURI"].text_or("");
    if (uri.find("/pods?") != std::string::npos && uri.find("continue=") != std::string::npos) ++pages;
  }
  EXPECT_EQ(pages, 1U);
}

TEST_F(LiveCluster, TakesAClientCertificateAndAnExecPlugin) {
  for (const char* account : {"certificate", "plugin"}) {
    const auto result = check(account, {"-n", "portal"});
    EXPECT_EQ(result.exit_code, 0) << account << "\n" << result.out << result.err;
  }
}

// What a server has found good once it believes for ten seconds, so it stands still for longer than that.
TEST_F(LiveCluster, FetchesACredentialAnewWhenItExpires) {
  const auto runs = cluster_folder() / "tokens" / "runs";
  const auto count = [&] { return std::filesystem::exists(runs) ? std::stoi(read_file(runs)) : 0; };
  const int before = count();
  const TempDir folder;
  const TempDir output;
  const AuditLog audit;
  const auto program = start_collect("expiring", folder, output, {"-A"});
  ASSERT_TRUE(wait_until([&] { return audit.requests().size() >= 10; }));
  {
    const Stopped server("kube-apiserver");
    std::this_thread::sleep_for(std::chrono::seconds(11));
  }
  const auto result = program->wait(std::chrono::seconds(90));
  ASSERT_TRUE(result);
  EXPECT_EQ(count(), before + 2) << result->err;
  const JsonReader document = document_of(*result);
  EXPECT_EQ(document["instances"].items().size(), gateway_namespaces().size() + 2) << result->out;
  EXPECT_EQ(gaps_of(document).find("401"), std::string::npos) << gaps_of(document);
}

TEST_F(LiveCluster, NamesTheGapWhenAKubeletStopsInTheMiddleOfALog) {
  const TempDir scratch;
  const TempDir folder;
  const TempDir output;
  const AuditLog audit;
  const auto begin = Clock::now();
  const auto program = start_collect("operator", folder, output, {"-n", "chatty", "-n", "mesh", "--timeout", "30s"});
  ASSERT_TRUE(wait_until([&] {
    const auto requests = audit.requests();
    return std::any_of(requests.begin(), requests.end(), [](const JsonReader& request) {
      return request["objectRef"]["subresource"].text_or("") == "log";
    });
  }));
  std::optional<ProcessResult> result;
  {
    const Stopped kubelet("kubelet");
    result = program->wait(std::chrono::seconds(60));
  }
  ASSERT_TRUE(result);
  const std::chrono::duration<double> took = Clock::now() - begin;
  EXPECT_LT(took.count(), 30 + 3) << result->err;
  EXPECT_EQ(result->exit_code, 1) << result->out << result->err;
  EXPECT_NE(gaps_of(document_of(*result)).find(".log"), std::string::npos) << result->out;
  // What the API server knows by itself is whole.
  const auto files = unpacked(only_bundle(folder.path()), scratch);
  for (const char* name : {"/state.json", "/settings.json", "/kubernetes.json", "/events.jsonl"}) {
    EXPECT_EQ(std::count_if(files.begin(), files.end(), [&](const auto& file) { return file.first.ends_with(name); }),
              2)
        << name;
  }
}

}  // namespace
}  // namespace sgw::test
