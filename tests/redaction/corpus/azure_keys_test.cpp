#include "tests/redaction/corpus/azure_keys.hpp"
#include "tests/redaction/corpus/marvin.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace sgw::corpus {
namespace {

// The two vectors that SymCrypt publishes for Marvin32.
TEST(Marvin, GivesThePublishedHashes) {
  EXPECT_EQ(marvin("abc", 0xd53cd9cecd0893b7U), 0x22c74339492769bfU);
  EXPECT_EQ(marvin("abcdefghijklmnopqrstuvwxyz", 0xddddeeeeffff000U), 0xa128eb7e7260aca2U);
}

TEST(Marvin, ReadsASeedAsABigEndianNumber) { EXPECT_EQ(seed_of("Gatewy00"), 0x4761746577793030U); }

TEST(AzureKey, HasItsSignatureWhereItsServicePutsIt) {
  Rng rng(1);
  for (int i = 0; i < 50; ++i) {
    const std::string gateway = azure_key(rng, "apim-gateway");
    EXPECT_EQ(gateway.size(), 88U);
    EXPECT_EQ(gateway.substr(76, 4), "APIM");
    EXPECT_EQ(azure_key(rng, "servicebus").substr(33, 4), "+ASb");
    EXPECT_EQ(azure_key(rng, "search").substr(42, 4), "AzSe");
    EXPECT_EQ(azure_key(rng, "functions").substr(44, 4), "AzFu");
  }
}

TEST(AzureKey, OfASearchServiceIsLettersAndDigits) {
  Rng rng(2);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(azure_key(rng, "search").find_first_of("+/=_-"), std::string::npos);
}

TEST(AzureKey, OfEntraHasItsLengthAndMark) {
  Rng rng(3);
  EXPECT_EQ(azure_key(rng, "entra8").size(), 40U);
  EXPECT_EQ(azure_key(rng, "entra8").substr(3, 3), "8Q~");
  EXPECT_EQ(azure_key(rng, "entra7").size(), 37U);
}

TEST(AzureKey, OfTheCommonFormNamesItsProvider) {
  Rng rng(4);
  const std::string key = azure_key(rng, "cask-AZDO");
  EXPECT_EQ(key.size(), 84U);
  EXPECT_EQ(key.substr(52, 6), "JQQJ99");
  EXPECT_EQ(key.substr(76, 4), "AZDO");
}

TEST(AzureKey, OfAnUnknownTypeIsRefused) {
  Rng rng(5);
  EXPECT_THROW(azure_key(rng, "apim-gatewey"), std::invalid_argument);
}

}  // namespace
}  // namespace sgw::corpus
