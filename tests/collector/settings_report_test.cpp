#include "collector/settings_report.hpp"

#include "tests/support/memory_sink.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

const std::string k_signature = std::string(86, 's') + "==";
const std::string k_token = "GatewayKey gw-1&202612312359&" + k_signature;

struct Report {
  test::MemoryRawSink sink;
  Targets targets;
  JsonReader json;

  explicit Report(const std::vector<EnvVariable>& env, bool live = true, EnvExtent extent = EnvExtent::whole) {
    const InstanceId instance = sink.add_instance(SafeName("docker"), RawText("gw"));
    report_settings(env, instance, SafeName("docker"), live, targets, sink, extent);
    json = JsonReader::parse(text()).value_or(JsonReader());
  }
  const std::string& text() const { return sink.artifacts.front().bytes; }
  static std::vector<std::string> list(const JsonReader& reader) {
    std::vector<std::string> texts;
    for (const auto& item : reader.items()) texts.push_back(item.text_or("?"));
    return texts;
  }
};

bool learnt(const test::MemoryRawSink& sink, const std::string& value, const std::string& what) {
  return std::find(sink.learnt.begin(), sink.learnt.end(), std::pair(value, what)) != sink.learnt.end();
}

TEST(SettingsReport, TellsPresenceAndValidityAndNoSecret) {
  const Report report(std::vector<EnvVariable>{{"config.service.endpoint", "contoso.configuration.azure-api.net"},
                                               {"config.service.auth", k_token}});
  const JsonReader auth = report.json["settings"]["config.service.auth"];
  EXPECT_TRUE(auth["valid"].boolean_or(false));
  EXPECT_TRUE(auth["secret"].boolean_or(false));
  EXPECT_FALSE(auth["value"].exists());
  EXPECT_EQ(report.json["settings"]["config.service.endpoint"]["value"].text_or(""),
            "contoso.configuration.azure-api.net");
  EXPECT_EQ(report.json["auth_mode"].text_or(""), "token");
  EXPECT_EQ(report.json["token"]["gateway_id"].text_or(""), "gw-1");
  EXPECT_EQ(report.json["token"]["expires"].text_or(""), "2026-12-31T23:59:00Z");
  EXPECT_EQ(report.json["endpoint"]["form"].text_or(""), "v2");
  EXPECT_EQ(report.text().find(k_signature), std::string::npos);
  EXPECT_EQ(report.sink.artifacts.front().role, Role::settings);
  EXPECT_EQ(report.sink.artifacts.front().path, "settings.json");
  EXPECT_TRUE(report.sink.artifacts.front().finished);
}

TEST(SettingsReport, TeachesTokenAndSignatureBeforeItWrites) {
  const Report report(std::vector<EnvVariable>{{"config.service.auth", "\"" + k_token + "\""}});
  EXPECT_TRUE(learnt(report.sink, k_token, "gateway-token"));
  EXPECT_TRUE(learnt(report.sink, "\"" + k_token + "\"", "gateway-token"));
  EXPECT_TRUE(learnt(report.sink, k_signature, "gateway-token"));
  EXPECT_EQ(Report::list(report.json["token"]["faults"]), (std::vector<std::string>{"quoted"}));
  EXPECT_FALSE(report.json["settings"]["config.service.auth"]["valid"].boolean_or(true));
}

TEST(SettingsReport, NeverShowsATokenInTheWrongPlace) {
  const Report report(std::vector<EnvVariable>{
      {"gateway.name", k_token}, {"telemetry.metrics.local.statsd.endpoint", "h:1;AccountKey=c2VjcmV0c2VjcmV0"}});
  EXPECT_EQ(report.text().find(k_signature), std::string::npos);
  EXPECT_TRUE(learnt(report.sink, k_token, "gateway-token"));
  EXPECT_TRUE(learnt(report.sink, "h:1;AccountKey=c2VjcmV0c2VjcmV0", "env-secret"));
}

TEST(SettingsReport, ReadsTheTokenOfTheKeyForm) {
  const Report report(std::vector<EnvVariable>{{"config.service.auth", "key"},
                                               {"config.service.auth.key", "gw-2&202701010000&" + k_signature}});
  EXPECT_EQ(report.json["auth_mode"].text_or(""), "key");
  EXPECT_TRUE(report.json["token"]["well_formed"].boolean_or(false));
  EXPECT_EQ(report.json["token"]["gateway_id"].text_or(""), "gw-2");
  EXPECT_EQ(report.json["settings"]["config.service.auth"]["value"].text_or(""), "key");
  EXPECT_TRUE(learnt(report.sink, k_signature, "gateway-token"));
}

TEST(SettingsReport, TellsTheEntraModeAndLearnsItsSecret) {
  const Report report(std::vector<EnvVariable>{{"config.service.auth", "azureAdApp"},
                                               {"config.service.auth.azureAd.clientSecret", "abc~defghijkl"}});
  EXPECT_EQ(report.json["auth_mode"].text_or(""), "azureAdApp");
  EXPECT_FALSE(report.json["token"]["present"].boolean_or(true));
  EXPECT_TRUE(learnt(report.sink, "abc~defghijkl", "client-secret"));
  EXPECT_FALSE(learnt(report.sink, "azureAdApp", "gateway-secret"));
  EXPECT_EQ(report.text().find("abc~defghijkl"), std::string::npos);
}

TEST(SettingsReport, ListsMisspeltSettingsWithTheNearestAndOthersByNameOnly) {
  const Report report(std::vector<EnvVariable>{{"config_service_endpoint", "x"},
                                               {"telemetry.logs.stdd", "json"},
                                               {"DB_PASSWORD", "hunter2hunter2"},
                                               {"PATH", "/bin"}});
  EXPECT_EQ(report.json["unknown_count"].integer_or(0), 2);
  EXPECT_EQ(report.json["unknown"].at(0)["name"].text_or(""), "config_service_endpoint");
  EXPECT_EQ(report.json["unknown"].at(0)["nearest"].text_or(""), "config.service.endpoint");
  EXPECT_EQ(report.json["unknown"].at(0)["problem"].text_or(""), "underscore-for-dot");
  EXPECT_EQ(report.json["unknown"].at(1)["nearest"].text_or(""), "telemetry.logs.std");
  EXPECT_EQ(Report::list(report.json["other_names"]), (std::vector<std::string>{"DB_PASSWORD", "PATH"}));
  EXPECT_EQ(report.text().find("hunter2"), std::string::npos);
  EXPECT_TRUE(learnt(report.sink, "hunter2hunter2", "env-secret"));
}

TEST(SettingsReport, TellsOfAProxyOnlyItsHost) {
  const Report report(std::vector<EnvVariable>{{"HTTPS_PROXY", "http://user:pa%40ss-word@proxy.contoso.example:3128"},
                                               {"no_proxy", "localhost"},
                                               {"config.service.endpoint", "contoso.configuration.azure-api.net"}});
  EXPECT_TRUE(report.json["proxy"]["https"].boolean_or(false));
  EXPECT_FALSE(report.json["proxy"]["http"].boolean_or(true));
  EXPECT_TRUE(report.json["proxy"]["no_proxy"].boolean_or(false));
  EXPECT_TRUE(report.json["proxy"]["has_credentials"].boolean_or(false));
  EXPECT_EQ(report.json["proxy"]["host"].text_or(""), "proxy.contoso.example");
  EXPECT_EQ(report.text().find("ss-word"), std::string::npos);
  EXPECT_TRUE(learnt(report.sink, "user:pa%40ss-word", "proxy-credentials"));
  EXPECT_TRUE(learnt(report.sink, "pa@ss-word", "proxy-credentials"));
  ASSERT_EQ(report.targets.destinations().size(), 1U);
  EXPECT_EQ(report.targets.destinations()[0].proxy.no_proxy, "localhost");
}

TEST(SettingsReport, NeverCutsAValueInTwo) {
  const Report report(std::vector<EnvVariable>{{"config.service.endpoint", std::string(5000, 'x')}});
  EXPECT_TRUE(report.json["settings"]["config.service.endpoint"].exists());
  EXPECT_FALSE(report.json["settings"]["config.service.endpoint"]["value"].exists());
}

TEST(SettingsReport, HandsTheTokenOnWithTheConfigurationEndpointAlone) {
  const std::string signature = std::string(86, 'A') + "==";
  const std::string token = "edge&202612012359&" + signature;
  const auto given = [&](const std::string& name, const std::string& value) {
    std::vector<EnvVariable> env{{"config.service.endpoint", "a.configuration.azure-api.net"},
                                 {"logs.applicationinsights.endpoint", "https://dc.services.visualstudio.com/v2/track"},
                                 {name, value}};
    if (name != "config.service.auth") env.push_back({"config.service.auth", "key"});
    return Report(env).targets.destinations();
  };
  for (const auto& [name, value] : {std::pair<std::string, std::string>{"config.service.auth", "GatewayKey " + token},
                                    {"config.service.auth.key", token}}) {
    const auto destinations = given(name, value);
    ASSERT_EQ(destinations.size(), 2U) << name;
    ASSERT_TRUE(destinations[0].token) << name;
    EXPECT_EQ(destinations[0].token->gateway, "edge");
    EXPECT_EQ(destinations[0].token->authorization, "GatewayKey " + token);
    EXPECT_FALSE(destinations[1].token);
  }
  EXPECT_FALSE(given("config.service.auth", "GatewayKey edge&nonsense")[0].token);
}

TEST(SettingsReport, RegistersTheEndpointOnlyWhenItIsLiveAndUsable) {
  const std::vector<EnvVariable> good{{"config.service.endpoint", "a.configuration.azure-api.net"}};
  const std::vector<EnvVariable> bad{{"config.service.endpoint", "not a host"}};
  EXPECT_EQ(Report(good).targets.destinations().size(), 1U);
  EXPECT_EQ(Report(good, false).targets.destinations().size(), 0U);
  EXPECT_EQ(Report(bad).targets.destinations().size(), 0U);
}

TEST(SettingsReport, SaysThatNothingIsSet) {
  const Report report(std::vector<EnvVariable>{});
  EXPECT_EQ(report.json["auth_mode"].text_or(""), "missing");
  EXPECT_FALSE(report.json["endpoint"]["present"].boolean_or(true));
  EXPECT_FALSE(report.json["token"]["present"].boolean_or(true));
}

TEST(LearnSecrets, TakesSecretLookingNamesAndLeavesHarmlessValues) {
  test::MemoryRawSink sink;
  learn_secrets({{"AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/token"},
                 {"API_KEY", "abcdefgh1"},
                 {"KEYBOARD", "german-layout"},
                 {"USE_TOKEN", "true"},
                 {"STORAGE", "DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFy"},
                 {"BACKEND", "https://bob:builder-1@backend.example/"},
                 {"CONFIG__SERVICE__AUTH", k_token}},
                sink);
  EXPECT_TRUE(learnt(sink, "abcdefgh1", "env-secret"));
  EXPECT_TRUE(learnt(sink, "DefaultEndpointsProtocol=https;AccountKey=Zm9vYmFy", "env-secret"));
  EXPECT_TRUE(learnt(sink, "builder-1", "url-credentials"));
  EXPECT_TRUE(learnt(sink, k_signature, "gateway-token"));
  for (const auto& [value, what] : sink.learnt) {
    EXPECT_NE(value, "/var/run/secrets/token");
    EXPECT_NE(value, "german-layout");
    EXPECT_NE(value, "true");
  }
}

TEST(LearnSecrets, TakesWhatStandsBeforeAnAtInTheEndpointAndProbesWithoutIt) {
  const Report report(
      std::vector<EnvVariable>{{"config.service.endpoint", "https://ops:hunter2hunter2@config.contoso.example/"},
                               {"config.service.auth", k_token}});
  EXPECT_TRUE(learnt(report.sink, "hunter2hunter2", "url-credentials"));
  ASSERT_EQ(report.targets.destinations().size(), 1U);
  EXPECT_EQ(report.targets.destinations()[0].host, "config.contoso.example");
  EXPECT_EQ(report.json["endpoint"]["host"].text_or(""), "config.contoso.example");
}

TEST(LearnSecrets, TakesTheNameOfTheServiceFromTheEndpoint) {
  const auto taught = [](const char* endpoint) {
    test::MemoryRawSink sink;
    learn_secrets({{"config.service.endpoint", endpoint}}, sink);
    return sink.learnt;
  };
  for (const char* endpoint :
       {"contoso-apim.configuration.azure-api.net", "https://contoso-apim.configuration.azure-api.us:443/",
        "contoso-apim.azure-api.cn", "\"contoso-apim.configuration.azure-api.net\""}) {
    ASSERT_EQ(taught(endpoint).size(), 1U) << endpoint;
    EXPECT_EQ(taught(endpoint).front().first, "contoso-apim");
    EXPECT_EQ(taught(endpoint).front().second, k_service_name.view());
  }
  EXPECT_TRUE(taught("config.contoso.example").empty());
  EXPECT_TRUE(taught("not a host").empty());
}

TEST(ParseEnvFile, ReadsLinesAsTheEngineDoes) {
  const auto env = parse_env_file("\xEF\xBB\xBF# comment\n\n  a.b=1\nc=\"quoted\" \nd\ne=x=y\r\n\r\nlast=");
  ASSERT_EQ(env.size(), 5U);
  EXPECT_EQ(env[0].name, "a.b");
  EXPECT_EQ(env[1].value, "\"quoted\" ");
  EXPECT_EQ(env[2].name, "d");
  EXPECT_EQ(env[2].value, "");
  EXPECT_EQ(env[3].value, "x=y\r");
  EXPECT_EQ(env[4].name, "last");
}

TEST(SettingsReport, TellsOfASecretThatItIsThereAndNoMore) {
  const Report report(std::vector<EnvVariable>{{"config.service.auth", "", EnvOrigin::secret},
                                               {"config.service.endpoint", "", EnvOrigin::hidden},
                                               {"HTTPS_PROXY", "", EnvOrigin::secret}});
  const JsonReader auth = report.json["settings"]["config.service.auth"];
  EXPECT_EQ(auth["source"].text_or(""), "secret");
  EXPECT_TRUE(auth["secret"].boolean_or(false));
  EXPECT_FALSE(auth["valid"].exists());
  EXPECT_FALSE(auth["problems"].exists());
  EXPECT_EQ(report.json["settings"]["config.service.endpoint"]["source"].text_or(""), "unknown");
  EXPECT_EQ(report.json["auth_mode"].text_or(""), "token");
  EXPECT_TRUE(report.json["token"]["present"].boolean_or(false));
  EXPECT_FALSE(report.json["token"]["well_formed"].exists());
  EXPECT_TRUE(report.json["endpoint"]["present"].boolean_or(false));
  EXPECT_FALSE(report.json["endpoint"]["form"].exists());
  EXPECT_TRUE(report.json["proxy"]["https"].boolean_or(false));
  EXPECT_FALSE(report.json["proxy"]["http"].boolean_or(true));
  EXPECT_TRUE(report.targets.destinations().empty());
}

TEST(SettingsReport, TakesNoLackFromAnEnvironmentThatIsKnownInPart) {
  const Report report({}, true, EnvExtent::part);
  EXPECT_FALSE(report.json["auth_mode"].exists());
  EXPECT_FALSE(report.json["endpoint"]["present"].exists());
  EXPECT_FALSE(report.json["token"]["present"].exists());
  EXPECT_FALSE(report.json["proxy"]["https"].exists());
  const Report whole({});
  EXPECT_EQ(whole.json["auth_mode"].text_or(""), "missing");
  EXPECT_FALSE(whole.json["endpoint"]["present"].boolean_or(true));
}

}  // namespace
}  // namespace sgw::collector
