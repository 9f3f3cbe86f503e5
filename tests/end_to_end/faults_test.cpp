#include "tests/end_to_end/program.hpp"
#include "tests/support/fake_http_server.hpp"

#include <gtest/gtest.h>
#include <algorithm>

#include <csignal>

// An engine that misbehaves as no real one does on request; the program is the real one.

namespace sgw::test {
namespace {

const std::string k_id = std::string(63, 'a') + "1";
const std::string k_lines = "2026-11-23T19:00:00.000000001Z [Info] 2026-11-23T07:00:00.000 [ConfigurationLoaded]\n";

std::string frames(const std::string& payload) {
  std::string bytes{1, 0, 0, 0, 0, 0, 0, static_cast<char>(payload.size())};
  return bytes + payload;
}

class Faults : public testing::Test {
 protected:
  Faults() : server_(scratch_.path() / "engine.sock") {
    server_.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41").header("Server", "Docker/27.0 (linux)"));
    server_.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
    server_.on("/v1.41/info", HttpAnswer::json(R"({"NCPU":2})"));
    server_.on("/v1.41/events", HttpAnswer::text(""));
    server_.on("/v1.41/containers/json", HttpAnswer::json(R"([{"Id":")" + k_id + R"(","Names":["/gw"]}])"));
    server_.on("/v1.41/containers/" + k_id + "/json",
               HttpAnswer::json(R"({"Id":")" + k_id + R"(","Name":"/gw","State":{"Status":"running","Running":true},)" +
                                R"("Config":{"Image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"}})"));
    logs(HttpAnswer::text(frames(k_lines)));
  }

  void logs(HttpAnswer answer) { server_.on("/v1.41/containers/" + k_id + "/logs", std::move(answer)); }

  std::vector<std::string> arguments(const std::vector<std::string>& more = {}) {
    std::vector<std::string> all = {"collect",         "--from",      "docker", "--docker-host",
                                    server_.address(), "--no-probes", "-o",     out_.path().string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  ProcessResult collect(const std::vector<std::string>& more = {}) { return run_program(arguments(more)); }

  // The bundle is sound, holds the log's lines, and names a gap.
  void expect_bundle_with_gap(const ProcessResult& result) {
    EXPECT_EQ(result.exit_code, 1) << result.err;
    const auto bundle = only_bundle(out_.path());
    EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
    const auto files = unpacked(bundle, scratch_);
    EXPECT_NE(files.at("gateways/gw/logs/stdout.log").find("ConfigurationLoaded"), std::string::npos);
    const auto manifest = JsonReader::parse(files.at("manifest.json"));
    ASSERT_TRUE(manifest);
    EXPECT_FALSE((*manifest)["gaps"].items().empty());
  }

  TempDir scratch_;
  TempDir out_;
  FakeHttpServer server_;
};

TEST_F(Faults, ACutStreamKeepsWhatCameAndIsAGap) {
  logs(HttpAnswer::text(frames(k_lines) + frames(k_lines)).chunked().cut_after(frames(k_lines).size() + 3));
  expect_bundle_with_gap(collect());
}

TEST_F(Faults, AStreamThatGoesSilentEndsInTime) {
  logs(HttpAnswer::text(frames(k_lines) + "x").stall_after(frames(k_lines).size()));
  expect_bundle_with_gap(collect({"--timeout", "6s"}));
}

TEST_F(Faults, AnEndlessStreamEndsAtTheTimeLimit) {
  logs(HttpAnswer::text(frames(k_lines)).chunked().endless());
  expect_bundle_with_gap(collect({"--timeout", "6s", "--max-log-size", "1M"}));
}

TEST_F(Faults, AnErrorOfTheEngineForOneRequestLeavesTheRest) {
  logs(HttpAnswer::error(500, "something broke: password=Sup3rS3cretValue"));
  const auto result = collect({"--json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ((result.out + result.err).find("Sup3rS3cretValue"), std::string::npos);
  EXPECT_TRUE(unpacked(only_bundle(out_.path()), scratch_).contains("gateways/gw/state.json"));
}

TEST_F(Faults, ASecretInTheNameOfASavedLogDoesNotLeave) {
  const std::string key = "AKIAPLANTEDNAME01234";
  const auto folder = scratch_.path() / ("logs-" + key);
  scratch_.write("logs-" + key + "/gw-" + key + ".log", "[Info] 2026-11-23T07:00:00.000 [ConfigurationLoaded]\n");
  const auto result = run_program({"collect", "--logs", folder.string(), "-v", "-o", out_.path().string(), "--json"});
  ASSERT_LE(result.exit_code, 1) << result.err;
  EXPECT_EQ((result.out + result.err).find(key), std::string::npos) << result.out << result.err;
  const auto bundle = only_bundle(out_.path());
  EXPECT_EQ(bundle.string().find(key), std::string::npos);
  for (const auto& [path, bytes] : unpacked(bundle, scratch_))
    EXPECT_EQ((path + bytes).find(key), std::string::npos) << path;
}

TEST_F(Faults, AnEngineThatAnswersNonsenseIsNamedAndFindsNothing) {
  for (const auto& answer : {HttpAnswer::error(500, "no"), HttpAnswer::json("{not json"),
                             HttpAnswer::error(400, "client version 1.41 is too new")}) {
    server_.on("/v1.41/containers/json", answer);
    const auto result = collect({"--timeout", "10s"});
    EXPECT_EQ(result.exit_code, 3) << result.err;
    EXPECT_NE(result.err.find("containers cannot be listed"), std::string::npos) << result.err;
    EXPECT_TRUE(std::filesystem::is_empty(out_.path()));
  }
}

// A shell's background job, or a run under nohup, hands down what it ignores.
TEST(ChildProcesses, StartWithoutTheirParentsSignals) {
  const auto old = std::signal(SIGINT, SIG_IGN);
  ASSERT_NE(old, SIG_ERR);
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &blocked, &before), 0);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const auto result = run({"sh", "-c", "kill -" + std::to_string(number) + " $$; exit 7"});
    EXPECT_EQ(result.signal, number) << result.exit_code;
  }
  EXPECT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
  EXPECT_NE(std::signal(SIGINT, old), SIG_ERR);
}

TEST_F(Faults, ASignalEndsCollectingAndStillPackages) {
  logs(HttpAnswer::text(frames(k_lines) + "x").stall_after(frames(k_lines).size()));
  for (const int number : {SIGTERM, SIGINT}) {
    const TempDir output;
    const TempDir bundles;
    auto command = arguments();
    command.back() = bundles.path().string();
    command.insert(command.begin(), program_path());
    const std::size_t before = server_.targets().size();
    ChildProcess child(command, output.path());
    // It waits inside the log when the signal comes.
    const auto asked_for_log = [&] {
      const auto targets = server_.targets();
      for (std::size_t i = before; i < targets.size(); ++i) {
        if (targets[i].find("/logs") != std::string::npos) return true;
      }
      return false;
    };
    ASSERT_TRUE(wait_until(asked_for_log)) << child.err();
    child.signal(number);
    const auto result = child.wait(std::chrono::seconds(20));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->exit_code, 130) << result->err;
    EXPECT_EQ(run_program({"verify", only_bundle(bundles.path()).string()}).exit_code, 0);
  }
}

TEST_F(Faults, ASecondSignalStopsAtOnceAndLeavesNothing) {
  // Packaging that takes long: a large log into a slow format.
  std::string payload;
  for (int i = 0; i < 2; ++i) payload += k_lines;
  logs(HttpAnswer::text(frames(payload)).chunked().endless());
  const TempDir output;
  auto command = arguments({"--timeout", "60s"});
  command.insert(command.begin(), program_path());
  ChildProcess child(command, output.path());
  ASSERT_TRUE(wait_until([&] {
    const auto targets = server_.targets();
    return std::any_of(targets.begin(), targets.end(),
                       [](const auto& target) { return target.find("/logs") != std::string::npos; });
  }));
  // Stopped, so that both signals are pending when it goes on: the second cannot come too late.
  child.signal(SIGSTOP);
  child.signal(SIGINT);
  child.signal(SIGTERM);
  child.signal(SIGCONT);
  const auto result = child.wait(std::chrono::seconds(20));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 130) << result->err;
  EXPECT_TRUE(std::filesystem::is_empty(out_.path()));
}

TEST_F(Faults, TheSizeLimitCutsTheLogAndSaysSoInPlace) {
  std::string body;
  for (unsigned i = 0; i < 40000; ++i) {
    // Numbers that do not compress away.
    body += frames("2026-11-23T19:00:00.000000001Z [Info] row " + std::to_string(i * 2654435761U) + " " +
                   std::to_string(i * 40503U) + "\n");
  }
  logs(HttpAnswer::text(body));
  const auto result = collect({"--max-size", "100K", "--json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto bundle = only_bundle(out_.path());
  EXPECT_LE(std::filesystem::file_size(bundle), 100U << 10U);
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  const auto files = unpacked(bundle, scratch_);
  const std::string& log = files.at("gateways/gw/logs/stdout.log");
  EXPECT_NE(log.find("[sgw-diag: "), std::string::npos);
  EXPECT_NE(log.find("row 0 0\n"), std::string::npos);
  EXPECT_NE(log.find(std::to_string(39999 * 2654435761U)), std::string::npos);
}

}  // namespace
}  // namespace sgw::test
