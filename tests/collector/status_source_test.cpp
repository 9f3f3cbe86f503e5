#include "collector/status_source.hpp"
#include "collector/http_probe.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

struct Collected {
  test::MemoryRawSink sink;
  JsonReader json;
};

std::unique_ptr<Collected> ask(std::uint16_t port, const CollectContext& context = probe_context()) {
  auto collected = std::make_unique<Collected>();
  make_status_source({InstanceId(2), "127.0.0.1", port})->collect(context, collected->sink);
  collected->json = JsonReader::parse(collected->sink.artifacts.at(0).bytes).value_or(JsonReader());
  return collected;
}

TEST(StatusSource, TellsWhetherAConfigurationIsLoaded) {
  if (!test::find_program("nginx")) GTEST_SKIP() << "nginx is not installed";
  const std::string status = "location = /status-0123456789abcdef { return 200; } ";
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"(location / { default_type application/json; return 404 '{ "statusCode": 404, "message": "Resource not found" }'; })",
       "loaded"},
      {"location / { return 200; }", "not-loaded"},
      {"location / { return 200 'hello'; }", "unknown"},
      {"location / { return 404 'Resource not found'; }", "unknown"},
      {"location / { return 502; }", "unknown"},
  };
  std::vector<test::NginxSite> sites;
  sites.reserve(cases.size());
  for (const auto& [directives, expected] : cases) sites.push_back({.tls = {}, .directives = status + directives});
  const test::NginxServer server(sites);
  const UtcTime before = wall_clock();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(cases[i].first);
    const auto collected = ask(server.port(i));
    const auto& artifact = collected->sink.artifacts.at(0);
    EXPECT_EQ(artifact.path, "status.json");
    EXPECT_EQ(artifact.folder, InstanceId(2));
    EXPECT_EQ(artifact.role, Role::status);
    EXPECT_EQ(artifact.completeness, Completeness::complete);
    EXPECT_EQ(collected->json["configuration"].text_or(""), cases[i].second);
    EXPECT_EQ(collected->json["address"].text_or(""), "127.0.0.1:" + std::to_string(server.port(i)));
    EXPECT_EQ(collected->json["status_endpoint"]["http_status"].integer_or(0), 200);
    EXPECT_TRUE(collected->json["unassigned_path"]["reached"].boolean_or(false));
    const auto asked = parse_time(collected->json["time"].text_or(""));
    ASSERT_TRUE(asked);
    EXPECT_GE(*asked, before);
    EXPECT_LE(*asked, wall_clock());
  }
}

TEST(StatusSource, DoesNotKeepTheBody) {
  const ScriptedServer server("HTTP/1.1 500 Oops\r\nContent-Length: 12\r\nConnection: close\r\n\r\nsecret-value",
                              ScriptedServer::End::close);
  const auto collected = ask(server.port());
  EXPECT_EQ(collected->json["unassigned_path"]["http_status"].integer_or(0), 500);
  EXPECT_EQ(collected->json["unassigned_path"]["body_bytes"].integer_or(0), 12);
  EXPECT_THAT(collected->sink.artifacts.at(0).bytes, testing::Not(testing::HasSubstr("secret-value")));
}

TEST(StatusSource, ReadsABoundedPartOfAnEndlessBody) {
  const ScriptedServer server("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(std::size_t{1} << 20, 'x'),
                              ScriptedServer::End::close);
  const auto collected = ask(server.port());
  EXPECT_EQ(collected->json["status_endpoint"]["http_status"].integer_or(0), 200);
  EXPECT_EQ(collected->json["status_endpoint"]["body_bytes"].integer_or(0), 65536);
  EXPECT_EQ(collected->json["configuration"].text_or(""), "unknown");
}

TEST(StatusSource, SaysThatNobodyAnswersWhichIsNoGap) {
  const auto collected = ask(test::free_port());
  EXPECT_FALSE(collected->json["status_endpoint"]["reached"].boolean_or(true));
  EXPECT_FALSE(collected->json["status_endpoint"]["http_status"].exists());
  EXPECT_NE(collected->json["status_endpoint"]["error"].text_or(""), "");
  EXPECT_EQ(collected->json["configuration"].text_or(""), "unknown");
  EXPECT_EQ(collected->sink.artifacts.at(0).completeness, Completeness::complete);
}

TEST(StatusSource, EndsWithTheRun) {
  const SilentServer silent;
  EXPECT_EQ(ask(silent.port(), probe_context(std::chrono::milliseconds(300)))->sink.artifacts.at(0).completeness,
            Completeness::partial);
  EXPECT_EQ(ask(silent.port(), probe_context(std::chrono::milliseconds(0)))->sink.artifacts.at(0).completeness,
            Completeness::missing);
}

TEST(StatusSource, AsksForThePathsAndNothingElse) {
  if (!test::find_program("nginx")) GTEST_SKIP() << "nginx is not installed";
  const test::NginxServer server(std::vector<test::NginxSite>{{.tls = {}, .directives = "location / { return 200; }"}});
  ask(server.port());
  EXPECT_THAT(
      server.access_log(2),
      testing::MatchesRegex("GET /status-0123456789abcdef authorization=- proxy-authorization=- cookie=-\n"
                            "GET /sgw-diag-unassigned-[0-9a-f]+ authorization=- proxy-authorization=- cookie=-\n"));
}

}  // namespace
}  // namespace sgw::collector
