#include <sgw_diag/bundle_path.hpp>

#include <gtest/gtest.h>

#include <string>

namespace sgw {
namespace {

BundlePath path(Literal part) { return BundlePath() / part; }

TEST(BundlePath, JoinsParts) {
  EXPECT_EQ((path("gateways") / "gw-1" / "state.json").view(), "gateways/gw-1/state.json");
}

TEST(BundlePath, LeavesNoWayOutOfTheBundle) {
  EXPECT_EQ(path("..").view(), "unnamed");
  EXPECT_EQ(path("../../etc/passwd").view(), "etc-passwd");
  EXPECT_EQ(path("/root").view(), "root");
  EXPECT_EQ(path("").view(), "unnamed");
  EXPECT_EQ(path("a\nb").view(), "a-b");
  EXPECT_EQ(path("-rf").view(), "rf");
  EXPECT_EQ(path(".hidden").view(), "hidden");
  EXPECT_EQ(path("a.").view(), "a");
}

TEST(BundlePath, MakesOneDashOfAPlaceholdersSigns) {
  EXPECT_EQ(path("svc-<redacted:aws-key:0011aabb>.log").view(), "svc-redacted-aws-key-0011aabb-.log");
}

TEST(BundlePath, KeepsPartsShort) {
  SafeText part;
  for (int i = 0; i < 100; ++i) part += SafeText("abcdefghij");
  EXPECT_EQ((BundlePath() / part).view().size(), 100U);
}

TEST(BundlePath, NumbersASecondFileBeforeItsEnding) {
  EXPECT_EQ((path("logs") / "app.log.gz").with_suffix(2).view(), "logs/app-2.log.gz");
  EXPECT_EQ((path("logs") / "app").with_suffix(12).view(), "logs/app-12");
}

TEST(BundlePath, KeepsANumberedPartShortToo) {
  SafeText stem;
  for (int i = 0; i < 96; ++i) stem += "x";
  const BundlePath full = path("logs") / (stem + ".log");
  ASSERT_EQ(full.view().size(), 105U);
  const BundlePath second = full.with_suffix(2);
  EXPECT_EQ(second.view(), "logs/" + std::string(94, 'x') + "-2.log");
  EXPECT_NE(second, full.with_suffix(3));
  EXPECT_EQ(full.with_suffix(4'000'000'000).view(), "logs/" + std::string(85, 'x') + "-4000000000.log");
  const BundlePath dotted = path("a.") / ("a." + stem);
  EXPECT_EQ(dotted.with_suffix(7).view(), "a/a." + std::string(96, 'x') + "-7");
}

}  // namespace
}  // namespace sgw
