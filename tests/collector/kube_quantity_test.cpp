#include "collector/kube_quantity.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace sgw::collector {
namespace {

TEST(KubeQuantity, ReadsEverySuffixExactly) {
  EXPECT_EQ(quantity_units("128974848"), 128974848);
  EXPECT_EQ(quantity_units("129e6"), 129000000);
  EXPECT_EQ(quantity_units("129E6"), 129000000);
  EXPECT_EQ(quantity_units("123Mi"), 128974848);
  EXPECT_EQ(quantity_units("129M"), 129000000);
  EXPECT_EQ(quantity_units("128974848000m"), 128974848);
  EXPECT_EQ(quantity_units("1.5Gi"), 1610612736);
  EXPECT_EQ(quantity_units("0.1Gi"), 107374183);  // rounded up
  EXPECT_EQ(quantity_units("1E"), 1000000000000000000);
  EXPECT_EQ(quantity_units("1Ei"), 1152921504606846976);
  EXPECT_EQ(quantity_units("1e-3"), 1);
  EXPECT_EQ(quantity_units("+2k"), 2000);
  EXPECT_EQ(quantity_units("0"), 0);
  EXPECT_EQ(quantity_units(".5Ki"), 512);
  EXPECT_EQ(quantity_units("24684084Ki"), 25276502016);
}

TEST(KubeQuantity, CountsProcessorsInBillionths) {
  EXPECT_EQ(quantity_nanos("500m"), 500000000);
  EXPECT_EQ(quantity_nanos("2"), 2000000000);
  EXPECT_EQ(quantity_nanos("0.1"), 100000000);
  EXPECT_EQ(quantity_nanos("12345n"), 12345);
  EXPECT_EQ(quantity_nanos("7u"), 7000);
}

TEST(KubeQuantity, TakesNothingThatIsNone) {
  for (const char* text : {"", "-1", "Gi", "1KI", "1 Gi", "1GiB", "0x10", "1e", "1e999", "1.2.3", "..", "9e99", "8Ei",
                           "99999999999999999999", "1e3Mi", "12345678901234567890123456789012345678901"}) {
    EXPECT_EQ(quantity_units(text), std::nullopt) << text;
  }
}

TEST(KubeQuantity, NeverOverflowsHoweverLongTheNumber) {
  EXPECT_EQ(quantity_units("0.0000000000000000000000000000000000001"), 1);
  EXPECT_EQ(quantity_units("1000000000000000000.000000000000000001"), 1000000000000000001);
  EXPECT_EQ(quantity_units("4611686018427387904"), std::int64_t{1} << 62);
  EXPECT_EQ(quantity_units("4611686018427387905"), std::nullopt);
}

TEST(KubeQuantity, ReadsNumbersOfJsonToo) {
  EXPECT_EQ(quantity_units(JsonReader::parse("64").value()), 64);
  EXPECT_EQ(quantity_units(JsonReader::parse("\"64Mi\"").value()), 67108864);
  EXPECT_EQ(quantity_units(JsonReader::parse("-64").value()), std::nullopt);
  EXPECT_EQ(quantity_units(JsonReader::parse("{}").value()), std::nullopt);
}

}  // namespace
}  // namespace sgw::collector
