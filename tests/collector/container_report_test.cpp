#include "collector/container_report.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {
namespace {

JsonReader document(const std::string& name) {
  const auto json = JsonReader::parse(test::test_data("collector/docker/" + name));
  EXPECT_TRUE(json) << name;
  return json.value_or(JsonReader());
}

struct Report {
  test::MemoryRawSink sink;
  Targets targets;
  JsonReader state;
  JsonReader settings;

  explicit Report(const JsonReader& inspect, ContainerContext context = {}) {
    if (context.source.empty()) context.source = SafeName("docker");
    report_container(inspect, context, targets, sink);
    state = JsonReader::parse(sink.find("state.json")->bytes).value_or(JsonReader());
    settings = JsonReader::parse(sink.find("settings.json")->bytes).value_or(JsonReader());
  }
};

TEST(ContainerReport, TellsTheStateOfARealContainer) {
  ContainerContext context;
  context.source = SafeName("docker");
  context.reasons = {"image azure-api-management/gateway"};
  context.image = document("image.json");
  context.stats = document("stats.json");
  const Report report(document("full.json"), std::move(context));
  const JsonReader& state = report.state;
  EXPECT_EQ(report.sink.instances, (std::vector<std::string>{"full"}));
  EXPECT_EQ(state["name"].text_or(""), "full");
  EXPECT_EQ(state["image"].text_or(""), "mcr.microsoft.com/azure-api-management/gateway:2.12.3");
  EXPECT_EQ(state["repository"].text_or(""), "mcr.microsoft.com/azure-api-management/gateway");
  EXPECT_EQ(state["tag"].text_or(""), "2.12.3");
  EXPECT_EQ(state["platform"].text_or(""), "linux/amd64");
  EXPECT_EQ(state["status"].text_or(""), "running");
  EXPECT_EQ(state["started_at"].text_or(""), "2026-11-23T19:11:13.490Z");
  EXPECT_FALSE(state["finished_at"].exists());  // never
  EXPECT_EQ(state["restart_policy"].text_or(""), "unless-stopped");
  EXPECT_EQ(state["limits"]["memory_bytes"].integer_or(0), 536870912);
  EXPECT_EQ(state["limits"]["nano_cpus"].integer_or(0), 1500000000);
  EXPECT_EQ(state["limits"]["pids"].integer_or(0), 100);
  EXPECT_GT(state["usage"]["memory_max_bytes"].integer_or(0), 0);
  EXPECT_EQ(state["usage"]["memory_limit_bytes"].integer_or(0), 536870912);
  EXPECT_EQ(state["mounts"].at(0)["destination"].text_or(""), "/apim/config");
  EXPECT_TRUE(state["mounts"].at(0)["writable"].boolean_or(false));
  EXPECT_FALSE(state["mounts"].at(0)["source"].exists());
  EXPECT_EQ(state["ports"].at(0).text_or(""), "8080/tcp published at 127.0.0.1:18080");
  EXPECT_EQ(state["labels"]["team"].text_or(""), "payments");
  EXPECT_EQ(state["extra_hosts"].at(0).text_or(""), "db:10.1.2.3");
  EXPECT_EQ(state["reasons"].at(0).text_or(""), "image azure-api-management/gateway");
}

TEST(ContainerReport, WritesNoSecretOfTheEnvironment) {
  const Report report(document("full.json"));
  for (const auto& artifact : report.sink.artifacts) {
    for (const char* secret : {"hunter2", "pa55word", "AAAAAAAA"}) {
      EXPECT_EQ(artifact.bytes.find(secret), std::string::npos) << artifact.path << " " << secret;
    }
  }
  EXPECT_EQ(report.settings["token"]["gateway_id"].text_or(""), "gw1");
  EXPECT_GE(report.sink.learnt.size(), 5U);
}

TEST(ContainerReport, RegistersWhereTheGatewayAnswers) {
  const Report report(document("full.json"));
  ASSERT_EQ(report.targets.statuses().size(), 1U);
  EXPECT_EQ(report.targets.statuses()[0].host, "127.0.0.1");
  EXPECT_EQ(report.targets.statuses()[0].port, 18080);
  ASSERT_EQ(report.targets.destinations().size(), 2U);
  EXPECT_EQ(report.targets.destinations()[0].host, "contoso.configuration.azure-api.net");
}

TEST(ContainerReport, RegistersTheRegistryOfItsImageByTheEnginesWay) {
  ContainerContext context;
  context.source = SafeName("docker");
  context.engine_proxy.https = "http://proxy.contoso.example:3128";
  const Report report(document("full.json"), std::move(context));
  const Destination registry = report.targets.destinations().at(1);
  EXPECT_EQ(registry.host, "mcr.microsoft.com");
  EXPECT_EQ(registry.purposes, (std::vector<ProbePurpose>{ProbePurpose::registry}));
  EXPECT_EQ(registry.instances.size(), 1U);
  EXPECT_EQ(registry.proxy.https, "http://proxy.contoso.example:3128");
}

TEST(ContainerReport, RegistersNoRegistryThatAnotherMachinePullsFrom) {
  ContainerContext context;
  context.source = SafeName("docker");
  context.engine_host = "engine.contoso.example";
  EXPECT_EQ(Report(document("full.json"), std::move(context)).targets.destinations().size(), 1U);
}

TEST(ContainerReport, RegistersNothingForARecord) {
  ContainerContext context;
  context.source = SafeName("sample");
  context.live = false;
  const Report report(document("full.json"), std::move(context));
  EXPECT_TRUE(report.targets.statuses().empty());
  EXPECT_TRUE(report.targets.destinations().empty());
  EXPECT_EQ(report.state["source"].text_or(""), "sample");
}

TEST(ContainerReport, AsksTheEnginesHostForARemoteContainer) {
  ContainerContext context;
  context.source = SafeName("docker");
  context.engine_host = "engine.contoso.example";
  const auto inspect = JsonReader::parse(
      R"({"Id":"0123456789abcdef","State":{"Running":true},"NetworkSettings":{"IPAddress":"172.17.0.2",
    "Ports":{"8080/tcp":[{"HostIp":"0.0.0.0","HostPort":"80"}]}}})");
  const Report report(*inspect, std::move(context));
  ASSERT_EQ(report.targets.statuses().size(), 1U);
  EXPECT_EQ(report.targets.statuses()[0].host, "engine.contoso.example");
  EXPECT_EQ(report.targets.statuses()[0].port, 80);
}

TEST(ContainerReport, TellsACrashLoopAndAStartThatFailed) {
  const Report crash(document("crash139.json"));
  EXPECT_EQ(crash.state["exit_code"].integer_or(0), 139);
  EXPECT_GT(crash.state["restart_count"].integer_or(0), 0);
  EXPECT_TRUE(crash.targets.statuses().empty());
  const Report bad(document("badcmd.json"));
  EXPECT_EQ(bad.state["status"].text_or(""), "created");
  EXPECT_EQ(bad.state["exit_code"].integer_or(0), 127);
  EXPECT_NE(bad.state["error"].text_or("").find("no such file"), std::string::npos);
}

TEST(ContainerReport, TellsOutOfMemoryAndHealth) {
  const Report oom(document("oom.json"));
  EXPECT_TRUE(oom.state["oom_killed"].boolean_or(false));
  EXPECT_EQ(oom.state["limits"]["memory_bytes"].integer_or(0), 8388608);
  EXPECT_FALSE(oom.state["usage"].exists());
  const Report ill(document("unhealthy.json"));
  EXPECT_EQ(ill.state["health"]["status"].text_or(""), "unhealthy");
  EXPECT_EQ(ill.state["health"]["log"].at(0)["output"].text_or(""), "probe-failed\n");
}

TEST(ContainerReport, ReadsPodmansDocument) {
  const Report report(document("podman-full.json"));
  EXPECT_EQ(report.state["name"].text_or(""), "full");
  EXPECT_FALSE(report.state["health"].exists());  // an empty status is no check
  EXPECT_EQ(report.state["limits"]["memory_bytes"].integer_or(0), 67108864);
  EXPECT_EQ(report.settings["auth_mode"].text_or(""), "token");
}

TEST(ContainerReport, CallsAReferenceWithoutTagLatestAndOneByDigestNothing) {
  EXPECT_EQ(Report(*JsonReader::parse(R"({"Config":{"Image":"a/gateway"}})")).state["tag"].text_or(""), "latest");
  EXPECT_FALSE(Report(*JsonReader::parse(R"({"Config":{"Image":"a/gateway@sha256:00"}})")).state["tag"].exists());
}

TEST(ContainerReport, SurvivesAnyShape) {
  for (
      const char* json :
      {"{}", "[]",
       R"({"State":7,"Config":{"Env":[null],"Labels":[1]},"Mounts":[3],"NetworkSettings":{"Ports":{"8080/tcp":null}}})",
       R"({"Name":{},"Id":5,"HostConfig":{"CpuQuota":9223372036854775807,"CpuPeriod":-1}})"}) {
    const Report report(*JsonReader::parse(json));
    EXPECT_EQ(report.sink.instances, (std::vector<std::string>{"container"})) << json;
    EXPECT_TRUE(report.state.is_object()) << json;
  }
}

std::vector<StatusTarget> status_targets(const std::string& more, const std::string& engine_host = {}) {
  const std::string json = R"({"Id":"0123456789ab","State":{"Running":true},"Config":{},)" + more + "}";
  ContainerContext context;
  context.engine_host = engine_host;
  const Report report(JsonReader::parse(json).value(), std::move(context));
  return report.targets.statuses();
}

TEST(ContainerReport, AsksForTheStatusWhereThePortIsPublished) {
  const std::string published =
      R"("NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"0.0.0.0","HostPort":"18080"}]},"IPAddress":"172.17.0.2"})";
  ASSERT_EQ(status_targets(published).size(), 1U);
  EXPECT_EQ(status_targets(published).front().host, "127.0.0.1");
  EXPECT_EQ(status_targets(published, "engine.example").front().host, "engine.example");
  EXPECT_EQ(status_targets(R"("NetworkSettings":{"IPAddress":"172.17.0.2"})").front().host, "172.17.0.2");
}

TEST(ContainerReport, NeverTakesAnotherHostsLoopbackForItsOwn) {
  const std::string published =
      R"("NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"127.0.0.1","HostPort":"18080"}]}})";
  EXPECT_EQ(status_targets(published).size(), 1U);
  EXPECT_TRUE(status_targets(published, "engine.example").empty());
}

TEST(ContainerReport, AsksNothingButAddresses) {
  EXPECT_TRUE(
      status_targets(
          R"("NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"evil.example/x?","HostPort":"80"}]},"IPAddress":"a@b"})")
          .empty());
}

TEST(ContainerReport, NeverCutsATextInTwo) {
  const std::string longish = std::string(std::size_t{64} << 10, 'x') + " password=hunter2";
  const Report report(JsonReader::parse(R"({"Id":"0123456789ab","Config":{"Labels":{"note":")" + longish +
                                        R"("}},"State":{"Error":")" + longish + R"("}})")
                          .value());
  EXPECT_EQ(report.state["labels"]["note"].text_or(""), "[left out: 65553 bytes]");
  EXPECT_EQ(report.state["error"].text_or(""), "[left out: 65553 bytes]");
}

}  // namespace
}  // namespace sgw::collector
