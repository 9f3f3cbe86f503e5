#include "collector/settings_destinations.hpp"

#include "collector/dns_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

// "purpose transport host:port" of each.
std::vector<std::string> destinations(const std::vector<EnvVariable>& env) {
  constexpr std::array words{"https", "http", "tls", "tcp", "udp"};
  std::vector<std::string> all;
  for (const Destination& found : destinations_of(Environment(env, EnvExtent::whole))) {
    all.push_back(std::string(to_literal(found.purposes.at(0)).view()) + " " +
                  words[static_cast<std::size_t>(found.transport)] + " " + host_and_port(found.host, found.port, 443));
  }
  return all;
}

TEST(SettingsDestinations, AreTheConfigurationEndpointAlwaysAndAloneWithAToken) {
  EXPECT_THAT(destinations({{"config.service.endpoint", "https://contoso.configuration.azure-api.net"},
                            {"config.service.auth", "GatewayKey a&b&c"}}),
              ElementsAre("configuration-endpoint https contoso.configuration.azure-api.net"));
  EXPECT_THAT(destinations({}), IsEmpty());
}

TEST(SettingsDestinations, AreWhoSignsInAndWhoIsAskedForRightsInTheCloudOfTheEndpoint) {
  const auto of = [](const std::string& endpoint) {
    return destinations({{"config.service.endpoint", endpoint}, {"config.service.auth", "azureAdApp"}});
  };
  EXPECT_THAT(of("contoso.configuration.azure-api.net"),
              IsSupersetOf({"entra https login.microsoftonline.com", "azure-management https management.azure.com"}));
  EXPECT_THAT(
      of("contoso.configuration.azure-api.us"),
      IsSupersetOf({"entra https login.microsoftonline.us", "azure-management https management.usgovcloudapi.net"}));
  EXPECT_THAT(of("contoso.configuration.azure-api.cn"),
              IsSupersetOf({"entra https login.partner.microsoftonline.cn",
                            "azure-management https management.chinacloudapi.cn"}));
}

TEST(SettingsDestinations, TakeTheCloudOfACustomersNameFromTheAudienceAndTheAuthorityFromTheSettings) {
  EXPECT_THAT(destinations({{"config.service.endpoint", "apim.contoso.example"},
                            {"config.service.auth", "workloadIdentity"},
                            {"config.service.auth.tokenAudience", "https://azure-api.cn/configuration"},
                            {"AZURE_AUTHORITY_HOST", "https://login.chinacloudapi.cn/"}}),
              ElementsAre("configuration-endpoint https apim.contoso.example", "entra https login.chinacloudapi.cn",
                          "azure-management https management.chinacloudapi.cn"));
  EXPECT_THAT(destinations({{"config.service.auth", "azureAdApp"},
                            {"config.service.auth.azureAd.authority", "https://sts.contoso.example:8443/x"}}),
              ElementsAre("entra https sts.contoso.example:8443", "azure-management https management.azure.com"));
}

TEST(SettingsDestinations, AreTheTelemetrysWhenItIsSwitchedOn) {
  const std::vector<EnvVariable> all{
      {"logs.applicationinsights.endpoint", "https://dc.services.visualstudio.com/v2/track"},
      {"observability.opentelemetry.enabled", "true"},
      {"observability.opentelemetry.collector.uri", "http://otel-collector:4317"},
      {"telemetry.metrics.local", "statsd"},
      {"telemetry.metrics.local.statsd.endpoint", "10.0.1.9:8125"},
      {"telemetry.logs.local", "rfc5424"},
      {"telemetry.logs.local.rfc5424.endpoint", "syslog.contoso.example"}};
  EXPECT_THAT(destinations(all), ElementsAre("application-insights https dc.services.visualstudio.com",
                                             "open-telemetry tcp otel-collector:4317", "statsd udp 10.0.1.9:8125",
                                             "syslog udp syslog.contoso.example:514"));
  EXPECT_THAT(destinations({{"observability.opentelemetry.collector.uri", "http://otel-collector:4317"},
                            {"telemetry.metrics.local.statsd.endpoint", "10.0.1.9:8125"},
                            {"telemetry.logs.local.rfc5424.endpoint", "syslog.contoso.example"}}),
              IsEmpty());
  EXPECT_THAT(destinations({{"observability.opentelemetry.enabled", "true"},
                            {"observability.opentelemetry.collector.uri", "https://otel.contoso.example"}}),
              ElementsAre("open-telemetry tls otel.contoso.example"));
}

TEST(SettingsDestinations, AreTheStorageThatAValueNames) {
  EXPECT_THAT(
      destinations({{"x.connection",
                     "see https://Contoso1.blob.core.windows.net/c and "
                     "fabrikam.table.core.usgovcloudapi.net"},
                    {"events.table.connection", "DefaultEndpointsProtocol=https;AccountName=acct7;AccountKey=x"},
                    {"inspector.container.connection", "AccountName=acct8;EndpointSuffix=core.chinacloudapi.cn"},
                    {"hostile", "AccountName=acct9;EndpointSuffix=evil.example"},
                    {"hostile2", "a.blob.core.windows.net -.table.core.windows.net"}}),
      ElementsAre("storage https acct7.table.core.windows.net", "storage https acct8.blob.core.chinacloudapi.cn",
                  "storage https contoso1.blob.core.windows.net",
                  "storage https fabrikam.table.core.usgovcloudapi.net"));
}

TEST(SettingsDestinations, LeaveOutWhatIsNoAddressAndWhatCannotBeTold) {
  EXPECT_THAT(destinations({{"config.service.endpoint", "not a host"},
                            {"config.service.auth", "azureAdApp"},
                            {"config.service.auth.azureAd.authority", "https://" + std::string(300, 'a') + ".example"},
                            {"logs.applicationinsights.endpoint", "https://dc.example:70000/"},
                            {"telemetry.metrics.local", "statsd"},
                            {"telemetry.metrics.local.statsd.endpoint", "/dev/log"}}),
              ElementsAre("azure-management https management.azure.com"));
  EXPECT_THAT(destinations({{"config.service.endpoint", "", EnvOrigin::secret}}), IsEmpty());
}

TEST(SettingsDestinations, AreBounded) {
  std::vector<EnvVariable> env;
  for (int i = 0; i < 1000; ++i)
    env.push_back({"v" + std::to_string(i), "acct" + std::to_string(i) + ".blob.core.windows.net"});
  EXPECT_EQ(destinations(env).size(), 8U);
}

}  // namespace
}  // namespace sgw::collector
