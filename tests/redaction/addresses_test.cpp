#include "redaction/addresses.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <bit>
#include <random>
#include <set>

namespace sgw::redaction {
namespace {

std::uint32_t number(const std::string& text) {
  in_addr address{};
  EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &address), 1) << text;
  return ntohl(address.s_addr);
}

std::string text_of(std::uint32_t value) {
  return std::to_string(value >> 24) + "." + std::to_string(value >> 16 & 255) + "." +
         std::to_string(value >> 8 & 255) + "." + std::to_string(value & 255);
}

int common_bits(std::uint32_t a, std::uint32_t b) { return std::countl_zero(a ^ b); }

TEST(Addresses, KeepTheLengthOfCommonPrefixes) {
  Addresses addresses(std::string(32, 'k'));
  std::mt19937 random(3);
  for (int i = 0; i < 500; ++i) {
    const std::uint32_t a = 0x0A000000U | (random() & 0xFFFFFFU);
    const std::uint32_t b = a ^ (1U << (random() % 24)) ^ (random() % 2);
    const auto x = number(addresses.pseudonym(text_of(a)).value());
    const auto y = number(addresses.pseudonym(text_of(b)).value());
    ASSERT_EQ(common_bits(x, y), common_bits(a, b)) << text_of(a) << " " << text_of(b);
  }
}

TEST(Addresses, StayInTheirClassAndDiffer) {
  Addresses addresses(std::string(32, 'k'));
  std::mt19937 random(4);
  std::set<std::string> seen;
  std::set<std::string> originals;
  for (int i = 0; i < 2000; ++i) {
    const std::string original = text_of(static_cast<std::uint32_t>(random()));
    const std::string other = addresses.pseudonym(original).value();
    originals.insert(original);
    seen.insert(other);
    const auto is_private = [](std::uint32_t a) { return a >> 24 == 10 || a >> 20 == 0xAC1 || a >> 16 == 0xC0A8; };
    ASSERT_EQ(is_private(number(original)), is_private(number(other))) << original << " " << other;
    ASSERT_EQ(Addresses::names_nobody(original), Addresses::names_nobody(other)) << original << " " << other;
  }
  EXPECT_EQ(seen.size(), originals.size());
}

TEST(Addresses, ThatNameNobodyAreLeft) {
  Addresses addresses(std::string(32, 'k'));
  for (const char* text : {"127.0.0.1", "0.0.0.0", "169.254.169.254", "168.63.129.16", "255.255.255.0", "224.0.0.1",
                           "::1", "::", "fe80::1", "ff02::1", "::ffff:127.0.0.1"}) {
    EXPECT_EQ(addresses.pseudonym(text), text);
  }
  EXPECT_FALSE(addresses.pseudonym("10.1.2"));
  EXPECT_FALSE(addresses.pseudonym("10.1.2.256"));
}

TEST(Addresses, OfALinkShowNoHardware) {
  Addresses addresses(std::string(32, 'k'));
  const std::string one = addresses.pseudonym("fe80::21c:42ff:fe2e:604a").value();
  const std::string other = addresses.pseudonym("fe80::21c:42ff:fe2e:604b").value();
  EXPECT_TRUE(one.starts_with("fe80::")) << one;
  EXPECT_EQ(one.find("42ff:fe2e:604a"), std::string::npos) << one;
  EXPECT_NE(one.find("ff:fe"), std::string::npos) << "it still says what it is made of: " << one;
  EXPECT_NE(one, other);
}

TEST(Addresses, OfVersionSixKeepKindAndPrefix) {
  Addresses addresses(std::string(32, 'k'));
  const auto bytes = [](const std::string& text) {
    std::array<unsigned char, 16> value{};
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), value.data()), 1) << text;
    return value;
  };
  const auto a = bytes(addresses.pseudonym("2001:db8:1:2::7").value());
  const auto b = bytes(addresses.pseudonym("2001:db8:1:2::8").value());
  EXPECT_TRUE(std::equal(a.begin(), a.begin() + 15, b.begin()));
  EXPECT_NE(a, b);
  EXPECT_EQ(a[0] >> 5, 1) << "global unicast stays global unicast";
  EXPECT_EQ(bytes(addresses.pseudonym("fd00::1").value())[0], 0xFD);
  EXPECT_EQ(addresses.pseudonym("::ffff:10.1.2.3").value(), "::ffff:" + addresses.pseudonym("10.1.2.3").value());
  EXPECT_NE(addresses.pseudonym("10.1.2.3"), Addresses(std::string(32, 'x')).pseudonym("10.1.2.3"));
}

}  // namespace
}  // namespace sgw::redaction
