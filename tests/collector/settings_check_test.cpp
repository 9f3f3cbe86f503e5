#include "collector/settings_check.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using Problems = std::vector<std::string>;

struct ValueCase {
  const char* setting;
  std::string value;
  Problems problems;
};

void PrintTo(const ValueCase& row, std::ostream* out) { *out << row.setting << "=" << row.value; }

class CheckValue : public testing::TestWithParam<ValueCase> {};

TEST_P(CheckValue, FindsWhatIsWrong) {
  const SettingSpec* spec = SettingsCatalogue::shipped().find(GetParam().setting);
  ASSERT_NE(spec, nullptr);
  EXPECT_EQ(check_value(*spec, GetParam().value), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    , CheckValue,
    testing::Values(
        ValueCase{"telemetry.logs.std", "json", {}}, ValueCase{"telemetry.logs.std", "JSON", {"wrong-case"}},
        ValueCase{"telemetry.logs.std", "xml", {"not-allowed"}}, ValueCase{"telemetry.logs.std", "", {"empty"}},
        ValueCase{"telemetry.logs.std", "'json'", {"quoted"}},
        ValueCase{"telemetry.logs.std", "json ", {"trailing-blank"}},
        ValueCase{"telemetry.logs.std", " json", {"leading-blank"}},
        ValueCase{"telemetry.logs.std", "json\n", {"trailing-newline"}},
        ValueCase{"telemetry.logs.std.level", "warning", {"not-allowed"}},
        ValueCase{"telemetry.logs.std.color", "True", {}},
        ValueCase{"telemetry.logs.std.color", "yes", {"not-allowed"}},
        ValueCase{"neighborhood.heartbeat.port", "4291", {}},
        ValueCase{"neighborhood.heartbeat.port", "x", {"not-a-number"}},
        ValueCase{"neighborhood.heartbeat.port", "70000", {"not-allowed"}},
        ValueCase{"neighborhood.heartbeat.port", "99999999999999999999", {"not-a-number"}},
        ValueCase{"telemetry.metrics.local.statsd.sampling", "0.5", {}},
        ValueCase{"telemetry.metrics.local.statsd.sampling", "2", {"not-allowed"}},
        ValueCase{"telemetry.metrics.local.statsd.sampling", "nan", {"not-a-number"}},
        ValueCase{"telemetry.metrics.local.statsd.endpoint", "10.0.0.1:8125", {}},
        ValueCase{"telemetry.metrics.local.statsd.endpoint", "10.0.0.1", {"not-allowed"}},
        ValueCase{"observability.opentelemetry.histogram.buckets", "1, 2.5,10", {}},
        ValueCase{"observability.opentelemetry.histogram.buckets", "1,,2", {"not-a-number"}},
        ValueCase{"observability.opentelemetry.collector.uri", "http://otel:4317", {}},
        ValueCase{"observability.opentelemetry.collector.uri", "otel:4317", {"not-a-url"}},
        ValueCase{"config.service.integration.timeout", "00:01:40", {}},
        ValueCase{"config.service.integration.timeout", "1.00:00:00.5", {}},
        ValueCase{"config.service.integration.timeout", "100s", {"not-allowed"}},
        ValueCase{"config.service.auth.azureAd.certificatePath", "cert.pem", {"not-allowed"}},
        ValueCase{"config.service.auth", "azureAdApp", {}},
        ValueCase{"config.service.auth", "azureAdApp ", {"trailing-blank"}},
        ValueCase{"config.service.auth", "azureadapp", {"wrong-case"}},
        ValueCase{"config.service.auth", "password", {"not-allowed"}},
        ValueCase{"config.service.auth", "GatewayKey x", {}},
        ValueCase{
            "config.service.endpoint", "https://a.management.azure-api.net/", {"v1-endpoint", "trailing-slash"}}));

std::string mode(const std::string& value) { return auth_mode(&value); }

TEST(AuthMode, TellsTheModes) {
  EXPECT_EQ(auth_mode(nullptr), "missing");
  EXPECT_EQ(mode(""), "missing");
  EXPECT_EQ(mode("azureAdApp"), "azureAdApp");
  EXPECT_EQ(mode("workloadIdentity"), "workloadIdentity");
  EXPECT_EQ(mode("key"), "key");
  EXPECT_EQ(mode("GatewayKey gw&202612312359&abc"), "token");
  EXPECT_EQ(mode("gw&202612312359&abc"), "token");
  EXPECT_EQ(mode("nonsense"), "invalid");
}

TEST(AuthMode, FindsAMiswrittenModeInvalidAsTheGatewayDoes) {
  for (const char* value : {"azureAdApp ", "\"azureAdApp\"", "azureadapp"}) EXPECT_EQ(mode(value), "invalid") << value;
}

TEST(BreaksSetting, LeavesHarmlessProblemsInForce) {
  EXPECT_FALSE(breaks_setting("trailing-slash"));
  EXPECT_TRUE(breaks_setting("not-allowed"));
}

}  // namespace
}  // namespace sgw::collector
