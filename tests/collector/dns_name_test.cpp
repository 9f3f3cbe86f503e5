#include "collector/dns_name.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(DnsName, TellsNamesThatCanBeAskedForFromThoseThatCannot) {
  for (const std::string name : {"a", "contoso.configuration.azure-api.net", "_x.example.", "1.2", "unused"}) {
    EXPECT_TRUE(is_host_name(name)) << name;
  }
  const std::string long_label(64, 'a');
  std::string long_name = "a";
  while (long_name.size() < 254) long_name += ".a";
  for (const std::string& name :
       {std::string(), std::string("."), std::string("a..b"), std::string(".a"), std::string("a b"),
        std::string("a\r\nHost: b"),
        std::string("b\xc3\xbc"
                    "cher.example"),
        long_label, long_name, std::string("a\0b", 3), std::string("${HOST}"), std::string("a/b")}) {
    EXPECT_FALSE(is_host_name(name)) << name;
  }
}

TEST(DnsName, KnowsAddresses) {
  for (const std::string text : {"192.0.2.1", "::1", "2001:db8::7"}) EXPECT_TRUE(is_address(text)) << text;
  for (const std::string text : {"192.0.2", "[::1]", "a", "", "192.0.2.1:80"}) EXPECT_FALSE(is_address(text)) << text;
  EXPECT_FALSE(is_address(std::string("127.0.0.1\0x", 11)));
}

TEST(DnsName, NormalisesAndWritesWithThePort) {
  EXPECT_EQ(normal_host("Contoso.Example."), "contoso.example");
  EXPECT_EQ(normal_host("[::1]"), "::1");
  EXPECT_EQ(host_and_port("a", 443, 443), "a");
  EXPECT_EQ(host_and_port("a", 8443, 443), "a:8443");
  EXPECT_EQ(host_and_port("::1", 443, 0), "[::1]:443");
  EXPECT_EQ(host_and_port("", 443, 0), ":443");
}

}  // namespace
}  // namespace sgw::collector
