#include "src/triage/stamp_lag.hpp"

#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

const BundlePath k_log = BundlePath() / "gateway.log";

TEST(StampLag, MeasuresHowFarAJsonStampIsFromTheRuntimes) {
  StampLag lag;
  lag.add("2026-11-12T15:43:10Z", "2026-11-12T15:43:05.500Z", true);
  lag.add("2026-11-12T15:44:10Z", "2026-11-12T15:44:09.500Z", true);
  const auto reading = lag.reading(k_log);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->least_ms, -4500);
  EXPECT_EQ(reading->most_ms, -500);
  EXPECT_EQ(reading->samples, 2U);
  EXPECT_FALSE(reading->half_days_open);
  EXPECT_EQ(reading->clock.view(), "gateway");
  EXPECT_EQ(reading->against.view(), "runtime");
}

TEST(StampLag, LeavesHalfDaysOpenForAStampWithoutAZone) {
  StampLag lag;
  lag.add("2026-11-12T15:43:10Z", "2026-11-12T03:43:11", false);
  lag.add("2026-11-02T15:43:10Z", "2026-11-2T03:43:12.000", false);  // the day is not always padded
  const auto reading = lag.reading(k_log);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->least_ms, 1000);
  EXPECT_EQ(reading->most_ms, 2000);
  EXPECT_TRUE(reading->half_days_open);
}

TEST(StampLag, SaysNothingWithoutTwoStamps) {
  StampLag lag;
  lag.add("", "2026-11-12T15:43:05Z", true);
  lag.add("2026-11-12T15:43:05Z", "", true);
  lag.add("2026-11-12T15:43:05Z", "0001-01-01T00:00:00Z", true);
  lag.add("2026-11-12T15:43:05Z", "9999-12-31T23:59:59Z", true);
  EXPECT_FALSE(lag.reading(k_log));
}

TEST(StampLag, MeasuresOneLineInManyOfALargeLog) {
  StampLag lag;
  for (int i = 0; i < 6400; ++i) lag.add("2026-11-12T15:43:10Z", "2026-11-12T15:43:10Z", true);
  EXPECT_EQ(lag.reading(k_log)->samples, StampLag::k_all_of + 6400 / StampLag::k_stride - 1);
}

}  // namespace
}  // namespace sgw::triage
