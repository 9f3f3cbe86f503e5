#include "tests/end_to_end/planted.hpp"
#include "tests/end_to_end/program.hpp"
#include "tests/support/planned_calls.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

// A real Docker engine with a container in each state, started once by engine/up.sh (a CTest fixture).

namespace sgw::test {
namespace {

std::string socket_url() { return std::string("unix://") + SGW_ENGINE_DIR + "/docker.sock"; }

std::vector<std::string> check_of(const std::string& container) {
  return {"check",       "--from",  "docker",      "--docker-host", socket_url(),
          "--container", container, "--no-probes", "--json"};
}

class Engine : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(std::string(SGW_ENGINE_DIR) + "/docker.sock"))
      GTEST_SKIP() << "no container engine could be started";
  }
};

struct Expected {
  const char* container;
  const char* owner;
  const char* clause;
};

TEST_F(Engine, EndsWithTheRightVerdictAndClauseForEachState) {
  const std::vector<Expected> table = {
      {"healthy", "none", ""},
      {"crash139", "microsoft", "SUP-IMAGE"},
      {"oom", "customer", "RESP-CU-SLA"},
      {"tty", "none", ""},
      {"rotated", "none", ""},
  };
  for (const Expected& row : table) {
    const auto result = run_program(check_of(row.container));
    const JsonReader verdict = document_of(result)["verdict"];
    EXPECT_EQ(verdict["owner"].text_or(""), row.owner) << row.container << "\n" << result.out << result.err;
    EXPECT_NE(clauses_of(verdict).find(row.clause), std::string::npos) << row.container << ": " << clauses_of(verdict);
  }
}

TEST_F(Engine, IsAskedNothingThatThePlanDoesNotAnnounce) {
  const std::vector<std::string> flags = {"--from", "docker", "--docker-host", socket_url(), "--since", "48h"};
  const auto with = [&flags](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    return arguments;
  };
  const TempDir scratch;
  const TempDir bundles;
  const auto collected = run_program(with({"collect", "-q", "-o", bundles.path().string()}));
  const auto files = unpacked(only_bundle(bundles.path()), scratch);
  const JsonReader manifest = JsonReader::parse(files.at("manifest.json")).value();
  EXPECT_GE(manifest["calls"].items().size(), 10U) << collected.err;
  const auto missing = unannounced_calls(document_of(run_program(with({"plan", "--json"}))), manifest);
  EXPECT_EQ(missing, std::vector<std::string>{});
}

TEST_F(Engine, SeesAFailingHealthCheck) {
  const auto result = run_program(check_of("unhealthy"));
  const JsonReader findings = document_of(result)["verdict"]["findings"];
  bool seen = false;
  for (const JsonReader& finding : findings.items()) {
    for (const JsonReader& place : finding["evidence"].items())
      seen = seen || place["pointer"].text_or("").starts_with("/health");
  }
  EXPECT_TRUE(seen) << result.out;
}

TEST_F(Engine, TellsStartsEndsAndLinesOnOneClock) {
  const TempDir scratch;
  const auto result = run_program({"collect", "--from", "docker", "--docker-host", socket_url(), "--container",
                                   "crash139", "--no-probes", "-o", scratch.path().string()});
  ASSERT_LE(result.exit_code, 1) << result.err;
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  std::istringstream lines(files.at("timeline.jsonl"));
  std::string line;
  std::map<std::string, std::int64_t> counts;
  std::set<std::string> sources;
  ASSERT_TRUE(std::getline(lines, line));
  const JsonReader head = JsonReader::parse(line).value();
  while (std::getline(lines, line)) {
    const JsonReader row = JsonReader::parse(line).value();
    counts[row["what"].text_or("")] += row["count"].integer_or(0);
    sources.insert(row["source"].text_or(""));
    EXPECT_TRUE(row["time"].exists()) << line;
  }
  EXPECT_GE(counts["die (exit code 139)"], 1) << files.at("timeline.jsonl");
  EXPECT_GE(counts["start"], counts["die (exit code 139)"]);
  EXPECT_EQ(sources, (std::set<std::string>{"engine", "log", "settings", "state"})) << files.at("timeline.jsonl");
  // The engine runs on this host: its clock is ours.
  bool compared = false;
  for (const JsonReader& clock : head["clocks"].items()) {
    if (clock["clock"].text_or("") != "host") continue;
    compared = true;
    EXPECT_EQ(clock["ahead_of"].text_or(""), "runtime");
    EXPECT_EQ(clock["least_ms"].integer_or(1), 0);
  }
  EXPECT_TRUE(compared) << head.dump();
}

TEST_F(Engine, NamesTheGapOfADriverWithoutLogs) {
  const TempDir scratch;
  const auto result = run_program({"collect", "--from", "docker", "--docker-host", socket_url(), "--container", "nolog",
                                   "--no-probes", "-o", scratch.path().string(), "--json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  std::string gaps;
  for (const JsonReader& gap : document_of(result)["gaps"].items()) gaps += gap.dump();
  EXPECT_NE(gaps.find("driver"), std::string::npos) << gaps;
}

TEST_F(Engine, KeepsTheStreamsApartAndWritesTheTerminalsLogAsOne) {
  const TempDir scratch;
  ASSERT_LE(run_program({"collect", "--from", "docker", "--docker-host", socket_url(), "--container", "planted",
                         "--container", "tty", "--no-probes", "-o", scratch.path().string()})
                .exit_code,
            1);
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  EXPECT_NE(files.at("gateways/planted/logs/stderr.log").find("requestHeaders"), std::string::npos);
  EXPECT_EQ(files.at("gateways/planted/logs/stdout.log").find("requestHeaders"), std::string::npos);
  EXPECT_NE(files.at("gateways/tty/logs/tty.log").find("ConfigurationLoaded"), std::string::npos);
}

TEST_F(Engine, FindsEveryGatewayAndLeavesTheOthersWithAReason) {
  const TempDir scratch;
  const auto result = run_program({"collect", "--from", "docker", "--docker-host", socket_url(), "--no-probes", "-v",
                                   "-o", scratch.path().string(), "--json"});
  ASSERT_LE(result.exit_code, 1) << result.err;
  const JsonReader document = document_of(result);
  const auto instances = document["instances"].items();
  // engine_network_test.cpp starts one of its own now and then.
  const auto others = std::count_if(instances.begin(), instances.end(),
                                    [](const JsonReader& each) { return each["name"].text_or("") != "networked"; });
  EXPECT_EQ(others, 9) << document.dump();
  EXPECT_NE(result.err.find("taken"), std::string::npos);
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  EXPECT_NE(files.at("manifest.json").find("\"taken\""), std::string::npos);
  EXPECT_TRUE(only_bundle(scratch.path()).filename().string().starts_with("sgw-diag-multi-"));
}

TEST_F(Engine, LetsNoPlantedSecretOutAnywhere) {
  const TempDir scratch;
  const TempDir temporary;
  const auto planted = planted_values();
  ASSERT_GE(planted.size(), 8U);
  for (const bool json : {false, true}) {
    const TempDir folder;
    ProcessOptions options;
    options.more_env = {"TMPDIR=" + temporary.path().string()};
    std::vector<std::string> arguments = {"collect",    "--from", "docker", "--docker-host",
                                          socket_url(), "-v",     "-o",     folder.path().string()};
    if (json) arguments.emplace_back("--json");
    const auto result = run_program(arguments, options);
    ASSERT_LE(result.exit_code, 1) << result.err;
    std::map<std::string, std::string> everything = unpacked(only_bundle(folder.path()), scratch);
    // The search itself is proven first: a needle that is there is found.
    ASSERT_FALSE(found_in("x" + planted.front().value + "y", planted.front()).empty());
    everything["standard output"] = result.out;
    everything["standard error"] = result.err;
    everything["name"] = only_bundle(folder.path()).string();
    for (const auto& [where, bytes] : everything) {
      for (const Planted& value : planted) {
        EXPECT_EQ(found_in(bytes, value), "") << value.name << " in " << where;
        EXPECT_EQ(found_in(where, value), "") << value.name << " in the name " << where;
      }
    }
  }
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path()));
}

TEST(PodmanEngine, GivesTheSameBundleThroughItsCompatibleInterface) {
  const std::string socket = std::string(SGW_PODMAN_DIR) + "/podman.sock";
  if (!std::filesystem::exists(socket)) GTEST_SKIP() << "no Podman service could be started";
  const TempDir scratch;
  ProcessOptions options;
  options.more_env = {"CONTAINER_HOST=unix://" + socket};
  const auto result =
      run_program({"collect", "--from", "podman", "--no-probes", "-o", scratch.path().string(), "--json"}, options);
  ASSERT_LE(result.exit_code, 1) << result.err;
  const JsonReader document = document_of(result);
  EXPECT_EQ(document["verdict"]["owner"].text_or(""), "none") << result.out;
  EXPECT_EQ(document["instances"].at(0)["source"].text_or(""), "podman");
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  EXPECT_NE(files.at("gateways/pod-gw/logs/stdout.log").find("ConfigurationLoaded"), std::string::npos);
  for (const auto& [where, bytes] : files) {
    for (const Planted& value : planted_values())
      EXPECT_EQ(found_in(bytes, value), "") << value.name << " in " << where;
  }
}

TEST_F(Engine, WritesNoPlantedSecretInAnySystemCall) {
  if (!find_program("strace")) GTEST_SKIP() << "missing program: strace";
  const TempDir scratch;
  const auto trace = scratch.path() / "trace";
  // A traced process must be dumpable for its tracer; root's tracer is allowed all the same.
  const auto result = run({"strace",
                           "-f",
                           "-qq",
                           "-s",
                           "1000000",
                           "-e",
                           "trace=write,pwrite64,writev,pwritev,sendto,sendmsg,sendfile",
                           "-o",
                           trace.string(),
                           program_path(),
                           "collect",
                           "--from",
                           "docker",
                           "--docker-host",
                           socket_url(),
                           "--container",
                           "planted",
                           "--no-probes",
                           "-o",
                           scratch.path().string()});
  ASSERT_LE(result.exit_code, 1) << result.err;
  const std::string calls = read_file(trace);
  ASSERT_NE(calls.find("GET "), std::string::npos) << "the trace saw nothing";
  for (const Planted& value : planted_values()) EXPECT_EQ(found_in(calls, value), "") << value.name;
}

}  // namespace
}  // namespace sgw::test
