#include "collector/endpoint_address.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(EndpointAddress, ReadsEveryFormAnOperatorMayType) {
  struct Case {
    std::string text, host;
    std::uint16_t port;
    bool plain;
  };
  for (const Case& row :
       std::vector<Case>{{"contoso.configuration.azure-api.net", "contoso.configuration.azure-api.net", 443, false},
                         {"https://Contoso.Example/", "contoso.example", 443, false},
                         {"https://contoso.example:8443/a?b#c", "contoso.example", 8443, false},
                         {"http://contoso.example", "contoso.example", 80, true},
                         {"HTTP://contoso.example:8080", "contoso.example", 8080, true},
                         {"[::1]:8443", "::1", 8443, false},
                         {"::1", "::1", 443, false},
                         {"https://[2001:db8::1]/x", "2001:db8::1", 443, false},
                         {"192.0.2.1:444", "192.0.2.1", 444, false},
                         {"contoso.example.", "contoso.example", 443, false},
                         {"", "", 443, false},
                         {"a b", "a b", 443, false},
                         {"host:port", "host:port", 443, false}}) {
    const EndpointAddress address = parse_endpoint_address(row.text);
    EXPECT_EQ(address.host, row.host) << row.text;
    EXPECT_EQ(address.port, row.port) << row.text;
    EXPECT_EQ(address.plain, row.plain) << row.text;
    EXPECT_EQ(address.absolute, row.text == "contoso.example.") << row.text;
  }
}

TEST(EndpointAddress, TakesCredentialsOutOfTheHost) {
  const EndpointAddress address = parse_endpoint_address("https://ops:hunter2hunter2@contoso.example/");
  EXPECT_EQ(address.host, "contoso.example");
  EXPECT_EQ(address.userinfo, "ops:hunter2hunter2");
}

TEST(EndpointAddress, TakesForAProbeWhatMayBePlainAndNothingElse) {
  for (const char* good : {"http://contoso.example", "http://127.0.0.1:8080/status", "contoso.example.:444",
                           "xn--bcher-kva.example", "https://ops:hunter2@contoso.example:65535/"}) {
    EXPECT_TRUE(is_probe(good)) << good;
  }
  const std::string long_name = std::string(300, 'a');
  for (const std::string& bad : {std::string("contoso.example:0"), std::string("contoso.example:70000"),
                                 std::string("http://contoso.example:70000"), long_name, long_name + ".example:443",
                                 std::string("b\xc3\xbc") + "cher.example", std::string("contoso.example.."),
                                 std::string("."), std::string("ops:hunter2@"), std::string("ftp://contoso.example"),
                                 std::string("contoso.example\r\nHost: x"), std::string("con\0toso.example", 16)}) {
    EXPECT_FALSE(is_probe(bad)) << bad;
  }
}

TEST(EndpointAddress, TellsWhatCanBeProbed) {
  for (const char* good : {"contoso.configuration.azure-api.net", "https://Contoso.Example/a", "contoso.example:1",
                           "contoso.example:65535", "[::1]:8443", "::1", "192.0.2.1:444", "localhost",
                           "https://ops:hunter2@contoso.example", "gw_1.example."}) {
    EXPECT_TRUE(is_endpoint(good)) << good;
  }
  for (const char* bad : {"", "not a host", "127.0.0.1:99999", "127.0.0.1:0", "contoso.example:", "contoso.example:x",
                          "ftp://contoso.example", "http://contoso.example", "://contoso.example", "https://", "a..b",
                          "300.1.1.1", "1234", "contoso.example:443:443", "https://https://contoso.example"}) {
    EXPECT_FALSE(is_endpoint(bad)) << bad;
  }
}

}  // namespace
}  // namespace sgw::collector
