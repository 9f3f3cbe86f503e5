#include "collector/dns_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string number(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 255)}; }

std::string header(unsigned questions, unsigned answers) {
  return number(7) + number(0x8180) + number(questions) + number(answers) + number(0) + number(0);
}

std::string record(const std::string& name, unsigned type, const std::string& data) {
  return name + number(type) + number(1) + number(0) + number(60) + number(static_cast<unsigned>(data.size())) + data;
}

const std::string k_name("\1a\4test\0", 8);  // at offset 12 of a message
const std::string k_pointer("\xc0\x0c", 2);  // to it
const std::string k_question = k_name + number(1) + number(1);

// a.test CNAME b.test, b.test A 192.0.2.1
std::string chain() {
  return header(1, 2) + k_question + record(k_pointer, 5, std::string("\1b\xc0\x0e", 4)) +
         record(std::string("\1b\xc0\x0e", 4), 1, "\xc0" + std::string("\0\2\1", 3));
}

TEST(DnsMessage, ReadsAddressesAndTheChain) {
  const DnsAnswer answer = parse_dns_answer(chain());
  EXPECT_FALSE(answer.broken);
  EXPECT_THAT(answer.addresses, ElementsAre("192.0.2.1"));
  EXPECT_THAT(answer.cnames, ElementsAre("b.test"));
}

TEST(DnsMessage, ReadsIpv6) {
  const std::string address("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\7", 16);
  const DnsAnswer answer = parse_dns_answer(header(1, 1) + k_question + record(k_pointer, 28, address));
  EXPECT_THAT(answer.addresses, ElementsAre("2001:db8::7"));
}

TEST(DnsMessage, IsBrokenWhereverItIsCut) {
  const std::string whole = chain();
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    EXPECT_TRUE(parse_dns_answer(whole.substr(0, cut)).broken) << cut;
  }
}

TEST(DnsMessage, SurvivesNamesThatPointAtThemselvesAndOut) {
  for (const std::string& name : {std::string("\xc0\x0c", 2), std::string("\xff\xff", 2), std::string("\xc0", 1)}) {
    const DnsAnswer answer = parse_dns_answer(header(1, 0) + name + number(1) + number(1));
    EXPECT_TRUE(answer.broken);
    EXPECT_THAT(answer.addresses, IsEmpty());
  }
  EXPECT_TRUE(parse_dns_answer(header(1, 1) + k_question + record(k_pointer, 5, "\xff\xff")).broken);
}

TEST(DnsMessage, IgnoresAddressesOfTheWrongLength) {
  EXPECT_THAT(parse_dns_answer(header(1, 1) + k_question + record(k_pointer, 1, "abc")).addresses, IsEmpty());
}

TEST(DnsMessage, LooksAtABoundedNumberOfRecords) {
  std::string message = header(1, 0xffff) + k_question;
  for (int i = 0; i < 1000; ++i) message += record(k_pointer, 1, "\xc0" + std::string("\0\2\1", 3));
  EXPECT_EQ(parse_dns_answer(message).addresses.size(), 64U);
}

TEST(DnsMessage, SurvivesFlippedBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string message = chain();
    for (int i = 0; i < 4; ++i) message[random() % message.size()] = static_cast<char>(random());
    EXPECT_LE(parse_dns_answer(message).addresses.size(), 64U);
  }
}

}  // namespace
}  // namespace sgw::collector
