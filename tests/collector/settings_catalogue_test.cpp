#include "collector/settings_catalogue.hpp"

#include "collector/settings_check.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace sgw::collector {
namespace {

const SettingsCatalogue& catalogue() { return SettingsCatalogue::shipped(); }

TEST(SettingsCatalogue, HoldsEachSettingOnce) {
  std::set<std::string> names;
  for (const SettingSpec& spec : catalogue().all()) {
    EXPECT_FALSE(spec.name.empty());
    EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
    if (spec.kind == SettingKind::word) {
      EXPECT_FALSE(spec.allowed.empty()) << spec.name;
    }
  }
  EXPECT_GE(names.size(), 60U);
}

TEST(SettingsCatalogue, FindsItsOwnPresetsValid) {
  for (const SettingSpec& spec : catalogue().all()) {
    if (spec.preset.empty()) continue;
    EXPECT_TRUE(check_value(spec, spec.preset).empty()) << spec.name;
  }
}

TEST(SettingsCatalogue, KnowsWhichSettingsAreSecret) {
  for (const char* name :
       {"config.service.auth", "config.service.auth.key", "config.service.auth.azureAd.clientSecret"}) {
    ASSERT_NE(catalogue().find(name), nullptr) << name;
    EXPECT_TRUE(catalogue().find(name)->secret) << name;
  }
  EXPECT_FALSE(catalogue().find("config.service.auth.tokenAudience")->secret);
  EXPECT_EQ(catalogue().find("Config.Service.Endpoint"), nullptr);
}

TEST(SettingsCatalogue, NamesTheNearestKnownSetting) {
  EXPECT_EQ(catalogue().nearest("config_service_endpoint"), "config.service.endpoint");
  EXPECT_EQ(catalogue().nearest("config__service__auth"), "config.service.auth");
  EXPECT_EQ(catalogue().nearest("config.service.endpiont"), "config.service.endpoint");
  EXPECT_EQ(catalogue().nearest("logs.std"), "telemetry.logs.std");
  EXPECT_EQ(catalogue().nearest("TELEMETRY_LOGS_STD_LEVEL"), "telemetry.logs.std.level");
  EXPECT_EQ(catalogue().nearest("net.server.tls.ciphers.allowed.suites"), "net.server.tls.ciphers.allowed-suites");
  for (const char* other :
       {"", "PATH", "HOME", "ASPNETCORE_URLS", "DOTNET_RUNNING_IN_CONTAINER", "KUBERNETES_SERVICE_HOST"}) {
    EXPECT_EQ(catalogue().nearest(other), "") << other;
  }
}

TEST(SettingsCatalogue, SaysWhatIsWrongWithAName) {
  EXPECT_EQ(catalogue().name_problem("config_service_endpoint"), "underscore-for-dot");
  EXPECT_EQ(catalogue().name_problem("Config.Service.Endpoint"), "wrong-case");
  EXPECT_EQ(catalogue().name_problem("config.service.endpiont"), "unknown-name");
}

TEST(SettingsCatalogue, TellsSettingsFromOtherVariables) {
  for (const char* name :
       {"telemetry.unheard.of", "policy.x", "config_service_auth", "CONFIG.SERVICE.AUTH", "neighborhood.hots"}) {
    EXPECT_TRUE(catalogue().looks_like_setting(name)) << name;
  }
  for (const char* name : {"PATH", "DB_PASSWORD", "HTTP_PORT", "LANG"})
    EXPECT_FALSE(catalogue().looks_like_setting(name)) << name;
}

}  // namespace
}  // namespace sgw::collector
