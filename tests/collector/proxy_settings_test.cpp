#include "collector/proxy_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(ProxySettings, ReadsEveryUsualForm) {
  struct Case {
    std::string setting, scheme, host;
    std::uint16_t port;
  };
  for (const Case& row : std::vector<Case>{{"http://proxy.corp:3128", "http", "proxy.corp", 3128},
                                           {"proxy.corp:3128", "http", "proxy.corp", 3128},
                                           {"http://proxy.corp", "http", "proxy.corp", 80},
                                           {"HTTP://Proxy.Corp:8080/", "http", "proxy.corp", 8080},
                                           {" \"http://proxy.corp:3128\" ", "http", "proxy.corp", 3128},
                                           {"https://proxy.corp", "https", "proxy.corp", 443},
                                           {"socks5://proxy.corp", "socks5", "proxy.corp", 1080},
                                           {"http://[2001:db8::1]:3128", "http", "2001:db8::1", 3128},
                                           {"http://10.0.0.1:3128", "http", "10.0.0.1", 3128}}) {
    const auto proxy = parse_proxy(row.setting);
    ASSERT_TRUE(proxy) << row.setting;
    EXPECT_EQ(proxy->scheme, row.scheme) << row.setting;
    EXPECT_EQ(proxy->host, row.host) << row.setting;
    EXPECT_EQ(proxy->port, row.port) << row.setting;
    EXPECT_EQ(proxy->authorization, "") << row.setting;
  }
}

TEST(ProxySettings, TakesCredentialsApartEvenWhenNobodyEncodedThem) {
  const auto plain = parse_proxy("http://user:pass@proxy:3128");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->authorization, "Basic dXNlcjpwYXNz");
  EXPECT_EQ(plain->userinfo, "user:pass");
  const auto encoded = parse_proxy("http://user:p%40ss%2fword@proxy:3128");
  ASSERT_TRUE(encoded);
  EXPECT_EQ(encoded->password, "p@ss/word");
  const auto careless = parse_proxy("http://user:p@s/s@proxy:3128");
  ASSERT_TRUE(careless);
  EXPECT_EQ(careless->password, "p@s/s");
  EXPECT_EQ(careless->host, "proxy");
  const auto user_only = parse_proxy("http://user@proxy:3128");
  ASSERT_TRUE(user_only);
  EXPECT_EQ(user_only->authorization, "Basic dXNlcjo=");
}

TEST(ProxySettings, RefusesWhatIsNoProxy) {
  for (const std::string setting : {"", "http://", "http://:3128", "http://proxy:port", "http://proxy:0",
                                    "http://proxy:99999", "http://a b:1", "http://a\r\nb:1"}) {
    EXPECT_FALSE(parse_proxy(setting)) << setting;
  }
}

TEST(ProxySettings, ExemptsHostsAsTheGatewayDoes) {
  const std::string list = "localhost, .corp.example,*.azure-api.net,Exact.Example,10.0.0.1";
  for (const std::string host : {"localhost", "corp.example", "a.corp.example", "contoso.configuration.azure-api.net",
                                 "exact.example", "EXACT.example.", "10.0.0.1"}) {
    EXPECT_TRUE(read_no_proxy(list, host).exempt) << host;
  }
  for (const std::string host :
       {"sub.exact.example", "notcorp.example", "azure-api.net.evil", "10.0.0.2", "xcorp.example"}) {
    EXPECT_FALSE(read_no_proxy(list, host).exempt) << host;
  }
  EXPECT_TRUE(read_no_proxy("*", "anything").exempt);
  EXPECT_FALSE(read_no_proxy("", "anything").exempt);
  EXPECT_FALSE(read_no_proxy(",,", "anything").exempt);
}

TEST(ProxySettings, NamesTheEntryThatExemptsAndThoseThatTheGatewayCannotUse) {
  const NoProxyReading reading =
      read_no_proxy(" 10.0.0.0/8 ,contoso.example:443, .Azure-API.net ,azure-api.net,::1,[::1]",
                    "contoso.configuration.azure-api.net");
  EXPECT_TRUE(reading.exempt);
  EXPECT_EQ(reading.entry, ".Azure-API.net");
  EXPECT_THAT(reading.ignored, testing::ElementsAre("10.0.0.0/8", "contoso.example:443"));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "10.0.0.0/" + std::to_string(i) + ",";
  EXPECT_EQ(read_no_proxy(many, "x").ignored.size(), 8U);
}

TEST(ProxySettings, SaysHowNoProxyWasReadOnlyWhereAProxyIsSet) {
  const ProxySettings set{.http = {}, .https = "http://proxy:3128", .no_proxy = ".corp.example"};
  EXPECT_FALSE(proxy_for(set, "contoso.example", false).no_proxy.value().exempt);
  EXPECT_TRUE(proxy_for(set, "contoso.example", false).proxy);
  EXPECT_TRUE(proxy_for(set, "a.corp.example", false).no_proxy.value().exempt);
  EXPECT_FALSE(proxy_for(set, "a.corp.example", false).proxy);
  EXPECT_FALSE(proxy_for(set, "a.corp.example", true).no_proxy);  // no proxy for http://
  EXPECT_FALSE(proxy_for({.http = {}, .https = "http://proxy:3128", .no_proxy = {}}, "x", false).no_proxy);
}

}  // namespace
}  // namespace sgw::collector
