#include "src/verify/azure_keys.hpp"

#include "src/verify/leak_check.hpp"
#include "src/verify/marvin.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace sgw::verify {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Literal k_verified = "Azure key, its checksum holds";

std::vector<Literal> found_in(std::string_view run) {
  Findings found;
  find_azure_keys(run, found);
  return found.all();
}

struct Key {
  std::string signature, seed, text;
};

std::vector<Key> keys() {
  std::vector<Key> all;
  std::istringstream in(test::test_data("verify/azure_keys.txt"));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    Key& key = all.emplace_back();
    std::istringstream(line) >> key.signature >> key.seed >> key.text;
  }
  return all;
}

std::string bytes(std::initializer_list<unsigned> codes) {
  std::string text;
  for (const unsigned code : codes) text += static_cast<char>(code);
  return text;
}

// The vectors that implementations of Marvin are checked with (.NET runtime, MarvinTests).
TEST(Marvin, AgreesWithThePublishedVectors) {
  constexpr std::uint64_t k_first = 0x004fb61a001bdbcc;
  EXPECT_EQ(marvin("", k_first), 0x30ed35c100cd3c7d);
  EXPECT_EQ(marvin(bytes({0xaf}), k_first), 0x48e73fc77d75ddc1);
  EXPECT_EQ(marvin(bytes({0xe7, 0x0f}), k_first), 0xb5f6e1fc485dbff8);
  EXPECT_EQ(marvin(bytes({0x37, 0xf4, 0x95}), k_first), 0xf0b07c789b8cf7e8);
  EXPECT_EQ(marvin(bytes({0x86, 0x42, 0xdc, 0x59}), k_first), 0x7008f2e87e9cf556);
  EXPECT_EQ(marvin(bytes({0x15, 0x3f, 0xb7, 0x98, 0x26}), k_first), 0xe6c08c6da2afa997);
  EXPECT_EQ(marvin(bytes({0xab, 0x42, 0x7e, 0xa8, 0xd1, 0x0f, 0xc7}), k_first), 0xe11847e4f0678c41);
  EXPECT_EQ(marvin(bytes({0xaf}), 0x804fb61a001bdbcc), 0x68201f91960ebf91);
  EXPECT_EQ(marvin32("", k_first), 0x30ed35c1U ^ 0x00cd3c7dU);
}

TEST(AzureKeys, AreVerifiedOfEveryKindAndSeed) {
  const auto all = keys();
  EXPECT_GT(all.size(), 20U);
  for (const Key& key : all) {
    EXPECT_THAT(found_in(key.text), ElementsAre(k_verified)) << key.signature << ' ' << key.seed;
  }
}

// Where letters stand before and behind without a border, neither length nor padding tells.
TEST(AzureKeys, AreVerifiedInTheMiddleOfALongerRun) {
  for (const Key& key : keys()) {
    const std::string bare = key.text.substr(0, key.text.find('='));
    EXPECT_THAT(found_in("aB3" + bare + "Zq8xW2vT5nRb9"), Contains(k_verified)) << key.signature;
    LeakCheck check({});
    check.begin("a.log");
    check.add("x=\"prefix" + bare + "suffix\"\n");
    check.end();
    EXPECT_THAT(check.leaks(), Contains(testing::Field(&Leak::what, k_verified))) << key.signature;
  }
}

TEST(AzureKeys, AreOnlyLikelyWhenTheChecksumIsAnother) {
  for (const Key& key : keys()) {
    std::string changed = key.text;
    changed[3] = changed[3] == 'x' ? 'y' : 'x';
    EXPECT_THAT(found_in(changed), ElementsAre(Literal("Azure key"))) << key.signature;
    EXPECT_THAT(found_in(changed.substr(0, changed.find('=')) + "Zq8xW2vT5nRb9"), IsEmpty()) << key.signature;
  }
}

TEST(AzureKeys, OfTheCommonFormAreFoundInEachOfItsVersions) {
  const std::string random = "orDJJzk8TFPHjwammynOxhYc6cT3lbTknDn9vG8wNoNQqFKPLjEK";
  for (const char version : {'9', 'D', 'H'}) {
    EXPECT_THAT(found_in(random + "JQQJ9" + version + "9AacsmeSCOStSs3dErO7Qyyol"), SizeIs(1)) << version;
  }
  EXPECT_THAT(found_in(random + "JQQJ9X9AacsmeSCOStSs3dErO7Qyyol"), IsEmpty());
  EXPECT_THAT(found_in(random + "JQQJ9"), IsEmpty());
}

}  // namespace
}  // namespace sgw::verify
