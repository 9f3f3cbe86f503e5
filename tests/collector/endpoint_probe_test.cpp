#include "collector/endpoint_probe.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/tls_material.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace sgw::collector {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// A variable of the environment for the time of one test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

Destination target(const std::string& host, std::uint16_t port) {
  Destination made;
  made.host = host;
  made.port = port;
  made.instances = {InstanceId(3)};
  made.purposes = {ProbePurpose::configuration_endpoint};
  return made;
}

const test::MemoryRawSink::Artifact& collect(Source& source, test::MemoryRawSink& sink,
                                             const CollectContext& context = probe_context()) {
  source.collect(context, sink);
  return sink.artifacts.at(0);
}

TEST(EndpointProbe, WritesTheFactsOfAWholeLadder) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf_for_address("127.0.0.1"),
                                   .directives = "location / { return 302 https://elsewhere.example/; }"}});
  test::MemoryRawSink sink;
  const auto source =
      make_endpoint_probe(target("127.0.0.1", server.port()),
                          {.typed_userinfo = {}, .options = {.dns = {}, .tls = {.ca_file = tls.root()}, .limits = {}}});
  const auto& artifact = collect(*source, sink);
  EXPECT_EQ(artifact.path, "probes/127.0.0.1-" + std::to_string(server.port()) + ".json");
  EXPECT_EQ(artifact.role, Role::probe);
  EXPECT_THAT(artifact.instances, testing::ElementsAre(InstanceId(3)));
  EXPECT_TRUE(artifact.finished);
  EXPECT_EQ(artifact.completeness, Completeness::complete);

  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_EQ(json["destination"].text_or(""), "127.0.0.1");
  EXPECT_EQ(json["port"].integer_or(0), server.port());
  EXPECT_EQ(json["purpose"].text_or(""), "configuration-endpoint");
  EXPECT_EQ(json["from"].text_or(""), "host");
  EXPECT_LT(std::chrono::abs(wall_clock() - parse_time(json["time"].text_or("")).value()), std::chrono::minutes(1));
  EXPECT_EQ(json["first_broken"].text_or(""), "none");
  EXPECT_FALSE(json["proxy"].exists());
  EXPECT_EQ(json["dns"]["status"].text_or(""), "skipped");
  EXPECT_EQ(json["tcp"]["status"].text_or(""), "ok");
  EXPECT_EQ(json["tcp"]["addresses"].at(0)["family"].text_or(""), "ipv4");
  EXPECT_EQ(json["tls"]["status"].text_or(""), "ok");
  EXPECT_EQ(json["tls"]["issuer"].text_or(""), "CN=Test Issuing CA");
  EXPECT_EQ(json["tls"]["chain"].items().size(), 2U);
  EXPECT_TRUE(json["tls"]["host_match"].boolean_or(false));
  EXPECT_EQ(json["statistics"]["climbs"].integer_or(0), 3);
  EXPECT_EQ(json["statistics"]["whole"].integer_or(0), 3);
  EXPECT_EQ(json["statistics"]["tls"]["failed"].integer_or(9), 0);
  EXPECT_GE(json["statistics"]["tls"]["p95_ms"].integer_or(-1), json["statistics"]["tls"]["min_ms"].integer_or(0));
  EXPECT_TRUE(json["statistics"]["flapping"].items().empty());
  EXPECT_GE(json["tls"]["days_left"].integer_or(0), 363);
  EXPECT_EQ(json["http"]["code"].integer_or(0), 302);
  EXPECT_EQ(json["http"]["location"].text_or(""), "https://elsewhere.example/");
  EXPECT_THAT(json["http"]["server"].text_or(""), HasSubstr("nginx"));
  EXPECT_EQ(json["http"]["clock_skew_seconds"].integer_or(99), 0);
  // As a time, not as the header has it: a token is judged by it.
  EXPECT_TRUE(json["http"]["date"].text_or("").ends_with("Z")) << json["http"]["date"].text_or("");
  EXPECT_TRUE(parse_time(json["http"]["date"].text_or("")));
}

TEST(EndpointProbe, ABrokenRungIsDataAndNoGap) {
  Destination named = target("127.0.0.1", test::free_port());
  named.purposes = {ProbePurpose::operator_named};
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(named);
  const auto& artifact = collect(*source, sink);
  EXPECT_EQ(artifact.completeness, Completeness::complete);
  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_EQ(json["first_broken"].text_or(""), "tcp");
  EXPECT_EQ(json["purpose"].text_or(""), "operator");
  EXPECT_EQ(json["http"]["status"].text_or(""), "skipped");
}

TEST(EndpointProbe, SaysWhyAnEmptyHostCannotBeProbed) {
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(target("", 443));
  const auto& artifact = collect(*source, sink);
  EXPECT_EQ(artifact.path, "probes/no-host.json");
  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_EQ(json["first_broken"].text_or(""), "dns");
  EXPECT_EQ(json["dns"]["status"].text_or(""), "error");
  EXPECT_EQ(json["dns"]["error"].text_or(""), "there is no host name");
}

TEST(EndpointProbe, ARunThatEndsLeavesTheVerdictOpen) {
  const SilentServer silent;
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(target("127.0.0.1", silent.port()));
  const auto& artifact = collect(*source, sink, probe_context(std::chrono::milliseconds(200)));
  EXPECT_EQ(artifact.completeness, Completeness::partial);
  EXPECT_EQ(artifact.error_kind, ErrorKind::timeout);
  EXPECT_FALSE(JsonReader::parse(artifact.bytes).value()["first_broken"].exists());
}

TEST(EndpointProbe, LearnsTheProxysCredentialsBeforeAnythingElseAndWritesNone) {
  Destination behind = target("contoso.example", 443);
  behind.proxy.https = "http://user:proxy-Passw%21rd@127.0.0.1:" + std::to_string(test::free_port());
  test::MemoryRawSink sink;
  const auto source =
      make_endpoint_probe(behind, {.typed_userinfo = {"ops:typed-Passw0rd", "dev:typed-too-Passw0rd"}, .options = {}});
  const auto& artifact = collect(*source, sink);
  for (const std::string value :
       {"user:proxy-Passw%21rd", "proxy-Passw%21rd", "proxy-Passw!rd",
        "dXNlcjpwcm94eS1QYXNzdyFyZA==", "ops:typed-Passw0rd", "typed-Passw0rd", "dev:typed-too-Passw0rd"}) {
    EXPECT_THAT(sink.learnt, Contains(testing::Pair(value, "url-credentials")));
  }
  EXPECT_THAT(artifact.bytes, Not(HasSubstr("Passw")));
  for (const auto& call : sink.calls) EXPECT_THAT(call.target, Not(HasSubstr("Passw")));
  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_EQ(json["first_broken"].text_or(""), "proxy");
  EXPECT_EQ(json["proxy"]["status"].text_or(""), "refused");
  EXPECT_TRUE(json["proxy"]["has_credentials"].boolean_or(false));
  EXPECT_FALSE(json["proxy"]["connect_status"].exists());
}

TEST(EndpointProbe, AHostWithoutATrustStoreLeavesTheVerdictOpen) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf_for_address("127.0.0.1")}});
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(
      target("127.0.0.1", server.port()),
      {.typed_userinfo = {}, .options = {.dns = {}, .tls = {.ca_file = "/nonexistent"}, .limits = {}}});
  const auto& artifact = collect(*source, sink);
  EXPECT_EQ(artifact.completeness, Completeness::partial);
  EXPECT_FALSE(JsonReader::parse(artifact.bytes).value()["first_broken"].exists());
}

TEST(EndpointProbe, AProxyThatItCannotSpeakToIsAGap) {
  Destination behind = target("contoso.example", 443);
  behind.proxy.https = "socks5://127.0.0.1:1080";
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(behind);
  const auto& artifact = collect(*source, sink);
  EXPECT_EQ(artifact.completeness, Completeness::partial);
  EXPECT_EQ(artifact.error,
            "not probed: it is reached by a proxy that is neither http:// nor https://: contoso.example");
  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_FALSE(json["first_broken"].exists());
  EXPECT_EQ(json["proxy"]["status"].text_or(""), "unsupported");
  for (const char* rung : {"dns", "tcp", "tls", "http"}) EXPECT_EQ(json[rung]["status"].text_or(""), "skipped") << rung;
  EXPECT_TRUE(sink.calls.empty());
}

TEST(EndpointProbe, TakesTheProxyOfTheSettingsUnlessTheyExemptTheHost) {
  Destination endpoint = target("contoso.configuration.azure-api.net", 443);
  endpoint.proxy = {.http = "http://plain:1", .https = "http://secure:2", .no_proxy = "localhost"};
  EXPECT_EQ(probe_task(endpoint).proxy.value().host, "secure");
  endpoint.transport = Transport::http;
  EXPECT_EQ(probe_task(endpoint).proxy.value().host, "plain");
  endpoint.proxy.no_proxy = ".azure-api.net";
  EXPECT_FALSE(probe_task(endpoint).proxy);
  endpoint.proxy = {.http = {}, .https = "::", .no_proxy = {}};
  endpoint.transport = Transport::https;
  EXPECT_FALSE(probe_task(endpoint).proxy);
  EXPECT_TRUE(probe_task(endpoint).proxy_unreadable);
}

TEST(EndpointProbe, ShowsThatAHostIsExemptFromTheProxyAndByWhat) {
  Destination behind = target("127.0.0.1", test::free_port());
  behind.proxy = {.http = {}, .https = "http://proxy.invalid:3128", .no_proxy = "10.0.0.0/8,127.0.0.1"};
  test::MemoryRawSink sink;
  const auto source = make_endpoint_probe(behind);
  const JsonReader json = JsonReader::parse(collect(*source, sink).bytes).value();
  EXPECT_EQ(json["proxy"]["status"].text_or(""), "none");
  EXPECT_TRUE(json["proxy"]["direct"].boolean_or(false));
  EXPECT_TRUE(json["proxy"]["no_proxy"]["exempt"].boolean_or(false));
  EXPECT_EQ(json["proxy"]["no_proxy"]["entry"].text_or(""), "127.0.0.1");
  EXPECT_EQ(json["proxy"]["no_proxy"]["ignored"].at(0).text_or(""), "10.0.0.0/8");
  EXPECT_FALSE(json["proxy"]["host"].exists());
  EXPECT_EQ(json["tcp"]["ipv4"].text_or(""), "refused");
  EXPECT_EQ(json["tcp"]["ipv6"].text_or(""), "none");
}

TEST(EndpointProbe, NamesWhatCannotBeAHost) {
  struct Case {
    std::string host, error;
  };
  const std::vector<Case> cases{
      {std::string(300, 'a'), "this is longer than a host name can be"},
      {"b\xc3\xbc"
       "cher.example",
       "this has letters that no host name has: what can be asked is its form with xn--"},
      {"contoso.example..", "this is not a host name"},
      {"contoso.example:70000", "this is not a host name"},
      {"contoso.example:0", "this is not a host name"},
  };
  for (const auto& row : cases) {
    test::MemoryRawSink sink;
    const auto source = make_endpoint_probe(target(row.host, 443));
    const JsonReader json = JsonReader::parse(collect(*source, sink).bytes).value();
    EXPECT_EQ(json["first_broken"].text_or(""), "dns");
    EXPECT_EQ(json["dns"]["error"].text_or(""), row.error);
    EXPECT_TRUE(sink.calls.empty()) << row.host;
  }
}

TEST(EndpointProbe, ThisHostsEnvironmentCountsOnlyForWhatTheOperatorNamed) {
  const Variable proxy("https_proxy", "http://mine:3128");
  const Variable exempt("no_proxy", "");
  Destination endpoint = target("contoso.example", 443);
  EXPECT_FALSE(probe_task(endpoint).proxy);
  endpoint.instances.clear();
  EXPECT_EQ(probe_task(endpoint).proxy.value().host, "mine");
  const Variable now_exempt("no_proxy", "contoso.example");
  EXPECT_FALSE(probe_task(endpoint).proxy);
}

}  // namespace
}  // namespace sgw::collector
