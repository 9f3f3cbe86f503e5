#include "collector/docker_source.hpp"

#include "tests/support/fake_http_server.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::HttpAnswer;

const std::string k_id_a = std::string(63, 'a') + "1";
const std::string k_id_b = std::string(63, 'b') + "2";

std::string frame(char stream, std::string_view payload) {
  std::string bytes{stream, '\0', '\0', '\0', '\0', '\0', '\0', static_cast<char>(payload.size())};
  return bytes.append(payload);
}

std::string inspect(const std::string& id, const std::string& name, const std::string& more_config = {}) {
  return R"({"Id":")" + id + R"(","Name":"/)" + name +
         R"(","State":{"Status":"exited","Running":false,"ExitCode":139},"Config":{"Image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3")" +
         more_config + "}}";
}

// An engine with one gateway, "one", whose answers a test changes.
class DockerSource : public testing::Test {
 protected:
  DockerSource() {
    ping("Docker/27.0");
    server.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
    server.on("/v1.41/info", HttpAnswer::json(R"({"SystemTime":"2026-11-23T19:00:00Z","NCPU":2})"));
    server.on("/v1.41/events", HttpAnswer::text(""));
    list({{k_id_a, "one"}});
    container(k_id_a, inspect(k_id_a, "one"));
    logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z out\n") +
                                  frame(2, "2026-11-23T19:00:00.000000002Z err\n")));
    selection.docker_host = server.address();
    selection.from = {"docker"};
  }

  void ping(const std::string& name, const std::string& version = "1.41") {
    server.on("/_ping", HttpAnswer::text("OK").header("Api-Version", version).header("Server", name + " (linux)"));
  }
  void list(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string json;
    for (const auto& [id, name] : rows)
      json += (json.empty() ? "" : ",") + (R"({"Id":")" + id + R"(","Names":["/)" + name + R"("]})");
    server.on("/v1.41/containers/json", HttpAnswer::json("[" + json + "]"));
  }
  void container(const std::string& id, const std::string& json) {
    server.on("/v1.41/containers/" + id + "/json", HttpAnswer::json(json));
  }
  void logs(const std::string& id, HttpAnswer answer) {
    server.on("/v1.41/containers/" + id + "/logs", std::move(answer));
  }
  void newest_logs(const std::string& id, HttpAnswer answer) {
    server.on("/v1.41/containers/" + id + "/logs?stdout=1&stderr=1&timestamps=1&tail=10000", std::move(answer));
  }

  void collect(std::chrono::milliseconds time = 20s) { collect_with(make_docker_source(selection, targets), time); }
  void collect_with(const std::unique_ptr<Source>& source, std::chrono::milliseconds time = 20s) {
    source->collect({Deadline::after(time), stop.get_token(), {}, UtcTime{}}, sink);
  }

  bool remarked(Remark::Kind kind, std::string_view part) const {
    for (const auto& row : sink.remarks) {
      if (row.kind == kind && (row.text + "|" + row.subject + "|" + row.detail).find(part) != std::string::npos)
        return true;
    }
    return false;
  }
  const test::MemoryRawSink::Artifact& artifact(std::string_view path) const {
    const auto* found = sink.find(path);
    static const test::MemoryRawSink::Artifact nothing;
    EXPECT_NE(found, nullptr) << path;
    return found == nullptr ? nothing : *found;
  }

  FakeHttpServer server;
  Selection selection;
  std::shared_ptr<Targets> targets = std::make_shared<Targets>();
  test::MemoryRawSink sink;
  std::stop_source stop;
};

TEST_F(DockerSource, CollectsAGatewayWithItsReasons) {
  collect();
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"one"}));
  EXPECT_TRUE(remarked(Remark::Kind::taken, "one|image azure-api-management/gateway"));
  EXPECT_EQ(artifact("logs/stdout.log").bytes, "2026-11-23T19:00:00.000000001Z out\n");
  EXPECT_EQ(artifact("logs/stderr.log").bytes, "2026-11-23T19:00:00.000000002Z err\n");
  EXPECT_EQ(artifact("state.json").role, Role::state);
  EXPECT_EQ(artifact("environment/engine.json").role, Role::engine);
  for (const auto& one : sink.artifacts) {
    EXPECT_TRUE(one.finished) << one.path;
    EXPECT_EQ(one.completeness, Completeness::complete) << one.path;
  }
  EXPECT_EQ(sink.calls.size(), server.targets().size());
}

TEST_F(DockerSource, TakesTheVersionThatTheEngineOffers) {
  ping("Docker/30.0", "1.52");
  server.on("/v1.52/containers/json", HttpAnswer::json("[]"));
  collect();
  EXPECT_EQ(server.targets().at(1), "/v1.52/containers/json?all=1");
}

TEST_F(DockerSource, AsksForTheLinesThatWereSelected) {
  selection.since = parse_time("2026-11-23T10:00:00.5Z");
  selection.until = parse_time("2026-11-23T11:00:00Z");
  selection.tail = 7;
  collect();
  EXPECT_EQ(server.targets().back(),
            "/v1.41/containers/" + k_id_a +
                "/logs?stdout=1&stderr=1&timestamps=1&since=1795428000.500000000&until=1795431600.000000000&tail=7");
}

TEST_F(DockerSource, LeavesOthersAndNamesCandidates) {
  list({{k_id_a, "web"}, {k_id_b, "maybe"}});
  container(k_id_a, R"({"Id":")" + k_id_a + R"(","Name":"/web","Config":{"Image":"nginx"}})");
  container(k_id_b,
            R"({"Id":")" + k_id_b + R"(","Name":"/maybe","Config":{"Image":"x","Env":["config.service.endpoint=a"]}})");
  collect();
  EXPECT_TRUE(sink.instances.empty());
  EXPECT_TRUE(remarked(Remark::Kind::left, "web|does not look like a gateway"));
  EXPECT_TRUE(
      remarked(Remark::Kind::left, "maybe|may be a gateway (setting config.service.endpoint): use --container"));
}

TEST_F(DockerSource, TakesANamedContainerWhateverItIs) {
  list({{k_id_a, "web"}, {k_id_b, "one"}});
  container(k_id_a, R"({"Id":")" + k_id_a + R"(","Name":"/web","Config":{"Image":"nginx"}})");
  selection.containers = {"web", "absent"};
  collect();
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"web"}));
  EXPECT_TRUE(remarked(Remark::Kind::gap, "no such container|absent"));
}

TEST_F(DockerSource, TakesAContainerByTheBeginningOfItsId) {
  list({{k_id_a, "one"}, {k_id_b, "two"}});
  container(k_id_b, inspect(k_id_b, "two"));
  selection.containers = {"bbbbbb"};
  collect();
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"two"}));
}

TEST_F(DockerSource, GoesOnWhenAContainerVanishes) {
  list({{k_id_b, "gone"}, {k_id_a, "one"}});
  collect();
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"one"}));
  EXPECT_TRUE(remarked(Remark::Kind::gap,
                       "a container cannot be looked at|bbbbbbbbbbbb|the engine does not know it (any more)"));
}

TEST_F(DockerSource, RecordsALogThatCannotBeRead) {
  logs(k_id_a, HttpAnswer::error(501, "configured logging driver does not support reading"));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::missing);
  EXPECT_EQ(log.error,
            "the log driver keeps nothing that can be read: configured logging driver does not support reading");
  EXPECT_EQ(sink.find("logs/stderr.log"), nullptr);
}

TEST_F(DockerSource, ReadsATerminalWithoutFrames) {
  container(k_id_a, inspect(k_id_a, "one", R"(,"Tty":true)"));
  logs(k_id_a, HttpAnswer::text("2026-11-23T19:00:00.000000001Z text\r\n"));
  collect();
  EXPECT_EQ(artifact("logs/tty.log").bytes, "2026-11-23T19:00:00.000000001Z text\n");
}

TEST_F(DockerSource, KeepsWhatCameBeforeACut) {
  const std::string bytes =
      frame(1, "2026-11-23T19:00:00.000000001Z first\n") + frame(1, "2026-11-23T19:00:01.000000001Z second\n");
  logs(k_id_a, HttpAnswer::text(bytes).chunked().cut_after(bytes.size() - 3));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::protocol);
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z first\n"));
}

TEST_F(DockerSource, KeepsWhatCameBeforeABadFrame) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z first\n") + frame(9, "bad")));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error, "the engine's log stream is not well-formed: ");
  EXPECT_EQ(log.bytes, "2026-11-23T19:00:00.000000001Z first\n");
}

TEST_F(DockerSource, TellsAStreamThatEndsInsideAFrame) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z first\n").substr(0, 20)));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").completeness, Completeness::partial);
}

TEST_F(DockerSource, TellsTheEnginesOwnWordsInTheStream) {
  logs(k_id_a, HttpAnswer::text(frame(2, "2026-11-23T19:00:00.000000001Z first\n") + frame(3, "error from daemon")));
  collect();
  EXPECT_EQ(artifact("logs/stderr.log").completeness, Completeness::partial);
  EXPECT_EQ(artifact("logs/stderr.log").error, "the engine broke the log off: error from daemon");
  EXPECT_EQ(artifact("logs/stdout.log").completeness, Completeness::missing);
}

TEST_F(DockerSource, EndsAnEndlessLogAtTheDeadline) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z again\n")).endless());
  collect(1s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
  EXPECT_GT(log.bytes.size(), 1000U);
}

TEST_F(DockerSource, BringsTheNewestLinesOfALogThatTakesTooLong) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") +
                                frame(2, "2026-11-23T19:00:01.000000001Z old error\n") +
                                frame(1, "2026-11-23T19:00:02.000000001Z password=ha"))
                   .stall_after(135));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T21:00:00.000000001Z new\n")));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.bytes,
            "2026-11-23T19:00:00.000000001Z old\n"
            "[sgw-diag: lines after 2026-11-23T19:00:01.000000001Z and before 2026-11-23T21:00:00.000000001Z are left "
            "out here: the time was up]\n"
            "2026-11-23T21:00:00.000000001Z new\n");
  EXPECT_EQ(log.completeness, Completeness::truncated);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
  const auto& error_log = artifact("logs/stderr.log");
  EXPECT_TRUE(error_log.bytes.starts_with("2026-11-23T19:00:01.000000001Z old error\n[sgw-diag: lines after "));
  EXPECT_EQ(error_log.completeness, Completeness::truncated);
}

TEST_F(DockerSource, JoinsTheNewestLinesToTheOldestWithoutAGap) {
  const std::string old =
      frame(1, "2026-11-23T19:00:00.000000001Z one\n") + frame(1, "2026-11-23T19:00:01.000000001Z two\n");
  logs(k_id_a, HttpAnswer::text(old + frame(1, "2026-11-23T19:00:02.000000001Z three\n")).stall_after(old.size() + 40));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:01.000000001Z two\n") +
                                       frame(1, "2026-11-23T19:00:02.000000001Z three\n") +
                                       frame(2, "2026-11-23T19:00:03.000000001Z four\n")));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.bytes,
            "2026-11-23T19:00:00.000000001Z one\n2026-11-23T19:00:01.000000001Z two\n"
            "2026-11-23T19:00:02.000000001Z three\n");
  EXPECT_EQ(log.completeness, Completeness::complete);
  EXPECT_EQ(artifact("logs/stderr.log").bytes, "2026-11-23T19:00:03.000000001Z four\n");
}

TEST_F(DockerSource, BringsTheNewestLinesOfATerminal) {
  container(k_id_a, inspect(k_id_a, "one", R"(,"Tty":true)"));
  logs(k_id_a, HttpAnswer::text("2026-11-23T19:00:00.000000001Z old\r\n2026-11-23T19:00:01").stall_after(50));
  newest_logs(k_id_a, HttpAnswer::text("2026-11-23T21:00:00.000000001Z new\r\n"));
  collect(2s);
  const auto& log = artifact("logs/tty.log");
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z old\n[sgw-diag: lines after ")) << log.bytes;
  EXPECT_TRUE(log.bytes.ends_with("]\n2026-11-23T21:00:00.000000001Z new\n")) << log.bytes;
  EXPECT_EQ(log.completeness, Completeness::truncated);
}

TEST_F(DockerSource, MarksTheGapAlsoInAStreamThatWasSilentOutsideOfIt) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") + frame(1, "x")).stall_after(44));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T21:00:00.000000001Z new\n")));
  collect(2s);
  const auto& log = artifact("logs/stderr.log");
  EXPECT_EQ(log.completeness, Completeness::truncated);
  EXPECT_TRUE(log.bytes.starts_with("[sgw-diag: lines after ")) << log.bytes;
}

TEST_F(DockerSource, KeepsTheOldestLinesWhenTheNewestCannotBeHad) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") + frame(1, "x")).stall_after(44));
  newest_logs(k_id_a, HttpAnswer::error(500, "broken"));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z old\n[sgw-diag: lines after ")) << log.bytes;
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
}

TEST_F(DockerSource, NeverWritesHalfALine) {
  const std::string bytes = frame(1, "2026-11-23T19:00:00.000000001Z first\n") +
                            frame(1, "2026-11-23T19:00:01.000000001Z password=secretvalue\n");
  logs(k_id_a, HttpAnswer::text(bytes).chunked().cut_after(bytes.size() - 6));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").bytes,
            "2026-11-23T19:00:00.000000001Z first\n[withheld: a line whose end is missing]\n");
}

TEST_F(DockerSource, CollectsTheStateOfAllBeforeAnEndlessLog) {
  list({{k_id_a, "one"}, {k_id_b, "two"}});
  container(k_id_b, inspect(k_id_b, "two"));
  logs(k_id_a, HttpAnswer::silence());
  logs(k_id_b, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z two\n")));
  collect(2s);
  EXPECT_EQ(sink.instances.size(), 2U);
  bool second = false;  // the first log took only its share of the time
  for (const auto& one : sink.artifacts) second = second || one.bytes == "2026-11-23T19:00:00.000000001Z two\n";
  EXPECT_TRUE(second);
}

TEST_F(DockerSource, StopsWhenAsked) {
  stop.request_stop();
  collect();
  EXPECT_TRUE(sink.instances.empty());
  EXPECT_TRUE(server.targets().empty());
}

TEST_F(DockerSource, TellsAnEngineThatRefusesToList) {
  server.on("/v1.41/containers/json", HttpAnswer::error(400, "client version 1.41 is too new"));
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::gap, "the engine's containers cannot be listed||the engine refuses the request"));
}

TEST_F(DockerSource, TellsAnEngineWithInvalidJson) {
  server.on("/v1.41/containers/json", HttpAnswer::json("[{"));
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::gap, "the engine's answer is not JSON"));
}

TEST_F(DockerSource, TellsAnEngineInTrouble) {
  server.on("/_ping", HttpAnswer::error(500, "broken"));
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::looked, "the engine reports an error of its own"));
}

TEST_F(DockerSource, TellsAnEngineThatSpeaksTls) {
  server.on("/_ping", HttpAnswer::raw_bytes("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS "
                                            "server.\n"));
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::looked, "the engine speaks TLS: set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH"));
}

TEST_F(DockerSource, LeavesOutAnEnginesMessageThatIsTooLongToBeShownWhole) {
  logs(k_id_a, HttpAnswer::error(500, std::string(2000, 'x') + " password=hunter2"));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").error, "the engine reports an error of its own: ");
}

TEST_F(DockerSource, AsksForTheEventsOfTheTimeThatWasSelected) {
  selection.since = parse_time("2026-11-23T10:00:00Z");
  selection.until = parse_time("2026-11-23T11:00:00Z");
  collect();
  const auto targets_asked = server.targets();
  EXPECT_TRUE(std::any_of(targets_asked.begin(), targets_asked.end(), [](const std::string& target) {
    return target.find("/events?since=1795428000&until=1795431600&") != std::string::npos;
  }));
}

TEST_F(DockerSource, TellsAServerThatIsNoEngine) {
  server.on("/_ping", HttpAnswer::text("<html>"));
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::looked, "what answers there is no container engine"));
}

TEST_F(DockerSource, TellsAnEngineThatHangs) {
  server.on("/_ping", HttpAnswer::silence());
  collect(300ms);
  EXPECT_TRUE(remarked(Remark::Kind::looked, "no complete answer in time"));
}

TEST_F(DockerSource, TellsASocketThatIsNotThere) {
  selection.docker_host = "unix:///nonexistent/docker.sock";
  collect();
  EXPECT_TRUE(remarked(Remark::Kind::looked, "Docker engine|unix:///nonexistent/docker.sock|there is no such socket"));
}

TEST_F(DockerSource, GoesOnWithoutEngineDataStatsOrEvents) {
  server.on("/v1.41/info", HttpAnswer::error(500, "x"));
  server.on("/v1.41/events", HttpAnswer::error(500, "x"));
  container(k_id_a,
            R"({"Id":")" + k_id_a +
                R"(","Name":"/one","State":{"Running":true},"Config":{"Image":"azure-api-management/gateway"}})");
  collect();
  EXPECT_EQ(artifact("environment/engine.json").completeness, Completeness::partial);
  EXPECT_EQ(artifact("events.jsonl").completeness, Completeness::missing);
  EXPECT_EQ(artifact("logs/stdout.log").completeness, Completeness::complete);
}

TEST_F(DockerSource, KeepsTheEventsOfTheContainer) {
  server.on("/v1.41/events",
            HttpAnswer::text("{\"Action\":\"oom\",\"time\":1795461045}\nnonsense\n{\"Action\":\"start\"}").chunked());
  collect();
  EXPECT_EQ(artifact("events.jsonl").bytes,
            "{\"time\":\"2026-11-23T19:10:45Z\",\"type\":\"container\",\"action\":\"oom\"}\n{\"type\":\"container\","
            "\"action\":\"start\"}\n");
}

TEST_F(DockerSource, LeavesPodmanToItsOwnSource) {
  ping("Libpod/4.3.1");
  selection.from = {"auto"};
  collect();
  EXPECT_TRUE(sink.instances.empty());
  EXPECT_TRUE(remarked(Remark::Kind::looked, "Podman answers there; it is collected as such"));
  collect_with(make_podman_source(selection, targets));
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"one"}));
  EXPECT_EQ(artifact("environment/engine-podman.json").source.view(), "podman");
}

TEST_F(DockerSource, TakesPodmanWhenOnlyDockerWasAskedFor) {
  ping("Libpod/4.3.1");
  collect();
  EXPECT_EQ(sink.instances, (std::vector<std::string>{"one"}));
}

TEST_F(DockerSource, LeavesDockerOutOfThePodmanSource) {
  selection.from = {"auto"};
  collect_with(make_podman_source(selection, targets));
  EXPECT_TRUE(sink.instances.empty());
}

TEST_F(DockerSource, NeverPutsForeignIdsIntoAPath) {
  list({{"../../etc/passwd", "evil"}, {"x", "short"}});
  collect();
  for (const std::string& target : server.targets()) EXPECT_EQ(target.find(".."), std::string::npos) << target;
  EXPECT_TRUE(sink.instances.empty());
}

TEST_F(DockerSource, SpeaksThroughAUnixSocket) {
  const test::TempDir folder;
  FakeHttpServer socket(folder / "docker.sock");
  socket.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41"));
  socket.on("/v1.41/containers/json", HttpAnswer::json("[]"));
  selection.docker_host = socket.address();
  collect();
  EXPECT_GE(socket.targets().size(), 2U);
  EXPECT_FALSE(remarked(Remark::Kind::looked, ""));
}

}  // namespace
}  // namespace sgw::collector
