#include "collector/registry_source.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/registry_server.hpp"
#include "tests/support/tinyproxy_server.hpp"
#include "tests/support/tls_material.hpp"

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

std::unique_ptr<Collected> ask(std::uint16_t port, const std::string& repository = k_repository, RegistryWay way = {}) {
  auto collected = std::make_unique<Collected>();
  make_registry_source({"127.0.0.1", port, true, repository}, std::move(way))
      ->collect(probe_context(), collected->sink);
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

// A registry that demands tokens, and a place of its own that gives them out, by TLS and another name.
class TokenElsewhere : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
    if (!test::find_program("nginx") || !test::find_program("openssl"))
      GTEST_SKIP() << "nginx or openssl is not installed";
    material_.emplace();
    const auto script = folder_.write("token.sh", test::test_data("collector/registry/token.sh"));
    const auto made = test::run({"bash", script.string(), folder_.path().string(), k_repository});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    token_ = made.out;
    tokens_ = std::make_unique<test::NginxServer>(std::vector<test::NginxSite>{
        {.tls = material_->leaf("localhost"),
         .directives = "location = /token { default_type application/json; return 200 '{\"token\":\"" + token_ +
                       "\"}'; }\nlocation = /moved { return 302 /token; }"}});
    registry_ = std::make_unique<test::RegistryServer>();
    registry_->push(k_repository, {"2.12.3", "2.13.0"});
  }

  void demand(const std::string& path) {
    registry_->demand_token("https://localhost:" + std::to_string(tokens_->port()) + path, folder_ / "issuer.pem");
  }

  test::TempDir folder_;
  std::optional<test::TlsMaterial> material_;
  std::string token_;
  std::unique_ptr<test::NginxServer> tokens_;
  std::unique_ptr<test::RegistryServer> registry_;
};

TEST_F(TokenElsewhere, IsAskedAsAnybodyAndServesTheRegistryAlone) {
  demand("/token");
  const auto collected = ask(registry_->port(), k_repository, {.ca_file = material_->root()});
  EXPECT_EQ(collected->artifact().completeness, Completeness::complete) << collected->artifact().error;
  EXPECT_THAT(collected->tags(), ElementsAre("2.12.3", "2.13.0"));
  EXPECT_EQ(tokens_->access_log(1),
            "GET /token?service=registry&scope=repository%3Aazure-api-management%2Fgateway%3Apull authorization=- "
            "proxy-authorization=- cookie=-\n");
  ASSERT_EQ(collected->sink.calls.size(), 3U);
  EXPECT_THAT(collected->sink.calls[1].target, HasSubstr("https://localhost:"));
  EXPECT_THAT(collected->artifact().bytes, Not(HasSubstr(token_)));
}

TEST_F(TokenElsewhere, IsAskedOnceIsNotFollowedAndMustProveItsName) {
  demand("/moved");
  const auto moved = ask(registry_->port(), k_repository, {.ca_file = material_->root()});
  EXPECT_THAT(moved->artifact().error, HasSubstr("the registry wants credentials, and none are sent"));
  EXPECT_EQ(moved->sink.calls.size(), 2U);
  demand("/token");
  const auto untrusted = ask(registry_->port());
  EXPECT_EQ(untrusted->artifact().completeness, Completeness::missing);
  EXPECT_THAT(untrusted->artifact().error, HasSubstr("TLS: the server's certificate is not trusted"));
  tokens_.reset();
  const auto gone = ask(registry_->port(), k_repository, {.ca_file = material_->root()});
  EXPECT_EQ(gone->artifact().completeness, Completeness::missing);
}

TEST_F(TokenElsewhere, AndTheRegistryAreReachedByTheProxyThatIsSet) {
  if (!test::find_program("tinyproxy")) GTEST_SKIP() << "tinyproxy is not installed";
  demand("/token");
  const test::TinyproxyServer proxy({tokens_->port()}, "walter", "pass-of-walter");
  const std::string there = "127.0.0.1:" + std::to_string(proxy.port());
  const std::string setting = "http://walter:pass-of-walter@" + there;
  const std::string root = material_->root();
  const auto collected =
      ask(registry_->port(), k_repository, {{.http = setting, .https = setting, .no_proxy = ""}, root});
  EXPECT_EQ(collected->artifact().completeness, Completeness::complete) << collected->artifact().error;
  EXPECT_THAT(collected->tags(), ElementsAre("2.12.3", "2.13.0"));
  EXPECT_THAT(proxy.log(), testing::AllOf(HasSubstr("CONNECT localhost:" + std::to_string(tokens_->port())),
                                          HasSubstr("GET http://127.0.0.1:" + std::to_string(registry_->port()))));
  EXPECT_THAT(tokens_->access_log(1), HasSubstr("authorization=- proxy-authorization=- cookie=-"));
  EXPECT_THAT(collected->sink.learnt, testing::Contains(testing::Pair("pass-of-walter", "url-credentials")));

  // Without its credentials, and for a port that it does not serve.
  const auto http_only =
      ask(registry_->port(), k_repository, {{.http = "http://" + there, .https = "", .no_proxy = ""}, root});
  EXPECT_THAT(http_only->artifact().error, HasSubstr("the proxy wants credentials"));
  const auto https_only =
      ask(registry_->port(), k_repository, {{.http = "", .https = "http://" + there, .no_proxy = ""}, root});
  EXPECT_THAT(https_only->artifact().error, HasSubstr("the proxy refuses the way there"));
  const auto absent =
      ask(registry_->port(), k_repository, {{.http = "127.0.0.1:9", .https = "", .no_proxy = ""}, root});
  EXPECT_THAT(absent->artifact().error, HasSubstr("the proxy does not answer"));
  const auto exempt = ask(registry_->port(), k_repository,
                          {{.http = "127.0.0.1:9", .https = "127.0.0.1:9", .no_proxy = "localhost,127.0.0.1"}, root});
  EXPECT_EQ(exempt->artifact().completeness, Completeness::complete) << exempt->artifact().error;
}

TEST(RegistrySource, SaysThatAProxyIsNoneThatItCanUse) {
  EXPECT_THAT(
      ask(9, k_repository, {{.http = "socks5://127.0.0.1:9", .https = "", .no_proxy = ""}, ""})->artifact().error,
      HasSubstr("a proxy that is neither http:// nor https://"));
  EXPECT_THAT(ask(9, k_repository, {{.http = "http://:no:port", .https = "", .no_proxy = ""}, ""})->artifact().error,
              HasSubstr("the setting for a proxy cannot be read"));
}

TEST(RegistrySource, WritesNothingWhenTheTimeIsOver) {
  test::MemoryRawSink sink;
  make_registry_source({"127.0.0.1", 9, true, "gateway"}, {})
      ->collect(probe_context(std::chrono::milliseconds(0)), sink);
  EXPECT_EQ(sink.artifacts.at(0).completeness, Completeness::missing);
  EXPECT_TRUE(sink.calls.empty());
}

}  // namespace
}  // namespace sgw::collector
