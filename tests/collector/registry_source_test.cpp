#include "collector/registry_source.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/registry_server.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* k_repository = "azure-api-management/gateway";

struct Collected {
  test::MemoryRawSink sink;
  JsonReader json;

  const test::MemoryRawSink::Artifact& artifact() const { return sink.artifacts.at(0); }
  std::vector<std::string> tags() const {
    std::vector<std::string> found;
    for (const JsonReader& tag : json["tags"].items()) found.push_back(tag.text_or(""));
    return found;
  }
};

std::unique_ptr<Collected> ask(std::uint16_t port, const std::string& repository = k_repository) {
  auto collected = std::make_unique<Collected>();
  make_registry_source({"127.0.0.1", port, true, repository})->collect(probe_context(), collected->sink);
  collected->json = JsonReader::parse(collected->artifact().bytes).value_or(JsonReader());
  return collected;
}

TEST(RegistrySource, ReadsTheTagsOfARealRegistry) {
  if (!test::RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  test::RegistryServer registry;
  registry.push(k_repository, {"2.9.2", "2.12.3", "2.13.0", "2.14.0-preview-1", "latest"});
  const auto collected = ask(registry.port());
  EXPECT_EQ(collected->artifact().path, "environment/registry.json");
  EXPECT_EQ(collected->artifact().role, Role::registry);
  EXPECT_EQ(collected->artifact().completeness, Completeness::complete);
  EXPECT_EQ(collected->json["registry"].text_or(""), "127.0.0.1:" + std::to_string(registry.port()));
  EXPECT_EQ(collected->json["repository"].text_or(""), k_repository);
  EXPECT_TRUE(collected->json["whole"].boolean_or(false));
  EXPECT_TRUE(parse_time(collected->json["answered"].text_or("")));
  EXPECT_THAT(collected->tags(), ElementsAre("2.12.3", "2.13.0", "2.14.0-preview-1", "2.9.2", "latest"));
}

TEST(RegistrySource, TakesARepositoryThatARealRegistryDoesNotHaveForAGap) {
  if (!test::RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  const test::RegistryServer registry;
  const auto collected = ask(registry.port(), "nobody/has-this");
  EXPECT_EQ(collected->artifact().completeness, Completeness::missing);
  EXPECT_THAT(collected->artifact().error, HasSubstr("the registry has no such repository"));
  EXPECT_EQ(collected->artifact().bytes, "");
}

TEST(RegistrySource, FollowsThePagesOfAServerBefore) {
  if (!test::RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  if (!test::find_program("nginx")) GTEST_SKIP() << "nginx is not installed";
  test::RegistryServer registry;
  registry.push(k_repository, {"2.12.3", "latest"});
  // Debian's registry sends all tags at once; a server before it gives out one more page, as the public one does.
  const std::string list = "/v2/" + std::string(k_repository) + "/tags/list";
  const test::NginxServer pages({{.tls = {}, .directives = "location / { proxy_pass " + registry.url() + R"(; }
location @rest { proxy_pass )" + registry.url() + R"(; }
location = )" + list + R"( {
  default_type application/json;
  error_page 418 = @rest; if ($arg_last) { return 418; }
  add_header Link '<)" + list + R"(?last=2.1.0&n=2>; rel="next"';
  return 200 '{"name":"x","tags":["2.0.0","2.1.0"]}'; })"}});
  const auto collected = ask(pages.port());
  EXPECT_EQ(collected->artifact().completeness, Completeness::complete) << collected->artifact().error;
  EXPECT_EQ(collected->json["pages"].integer_or(0), 2);
  EXPECT_THAT(collected->tags(), ElementsAre("2.0.0", "2.1.0", "2.12.3", "latest"));
}

TEST(RegistrySource, GetsThroughTheTokensOfARealRegistryAsAnybody) {
  if (!test::RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  const test::TempDir folder;
  const auto script = folder.write("token.sh", test::test_data("collector/registry/token.sh"));
  const auto made = test::run({"bash", script.string(), folder.path().string(), k_repository});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  test::RegistryServer registry;
  registry.push(k_repository, {"2.12.3", "2.13.0"});
  registry.demand_token("/token", folder / "issuer.pem");
  // The token service lies on the same server, as it does for registries of this kind.
  const test::NginxServer front({{.tls = {},
                                  .directives = "location / { proxy_pass " + registry.url() +
                                                "; }\nlocation = /token { default_type "
                                                "application/json; return 200 '{\"token\":\"" +
                                                made.out + "\"}'; }"}});
  const auto refused = ask(registry.port());
  EXPECT_EQ(refused->artifact().completeness, Completeness::missing);
  const auto collected = ask(front.port());
  EXPECT_EQ(collected->artifact().completeness, Completeness::complete) << collected->artifact().error;
  EXPECT_THAT(collected->tags(), ElementsAre("2.12.3", "2.13.0"));
  ASSERT_EQ(collected->sink.learnt.size(), 1U);
  EXPECT_EQ(collected->sink.learnt[0].first, made.out);
  EXPECT_THAT(collected->artifact().bytes, Not(HasSubstr(made.out)));
  const std::string log = front.access_log(3);
  EXPECT_THAT(log, HasSubstr("GET /token?service=registry&scope=repository%3Aazure-api-management%2Fgateway%3Apull "
                             "authorization=-"));
}

TEST(RegistrySource, WritesNothingWhenTheTimeIsOver) {
  test::MemoryRawSink sink;
  make_registry_source({"127.0.0.1", 9, true, "gateway"})->collect(probe_context(std::chrono::milliseconds(0)), sink);
  EXPECT_EQ(sink.artifacts.at(0).completeness, Completeness::missing);
  EXPECT_TRUE(sink.calls.empty());
}

}  // namespace
}  // namespace sgw::collector
