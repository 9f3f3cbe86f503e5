#include "collector/docker_source.hpp"

#include "tests/collector/engine_fixture.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <string>

namespace sgw::collector {
namespace {

class DockerSource : public EngineFixture {};

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
