#include <sgw_diag/utc_time.hpp>

#include <gtest/gtest.h>

namespace sgw {
namespace {

using std::chrono::milliseconds;

UtcTime at(std::int64_t ms) { return UtcTime(milliseconds(ms)); }

TEST(UtcTime, IsWrittenAsRfc3339) {
  EXPECT_EQ(format_time(at(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_time(at(1795452297071)), "2026-11-23T16:44:57.071Z");
  EXPECT_EQ(format_time_compact(at(1795452297071)), "20261123T164457Z");
}

TEST(UtcTime, IsReadWithEveryFractionAndOffset) {
  EXPECT_EQ(parse_time("2026-11-23T16:44:57.071123456Z"), at(1795452297071));
  EXPECT_EQ(parse_time("2026-11-23T17:44:57.071+01:00"), at(1795452297071));
  EXPECT_EQ(parse_time("2026-11-23T11:14:57.071-0530"), at(1795452297071));
  EXPECT_EQ(parse_time("2026-11-23 16:44"), at(1795452240000));
  EXPECT_EQ(parse_time("2026-11-23"), at(1795392000000));
}

TEST(UtcTime, RefusesWhatIsNoTime) {
  for (const char* text : {"", "yesterday", "2026-13-01", "2026-02-30", "2026-11-23T25:00Z", "2026-11-23T16:44:57.Z",
                           "2026-11-23T16:44:57Zulu", "1969-12-31", "2026-11-23T16:44:57+25:00"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(UtcTime, ComesBackFromItsText) {
  for (std::int64_t ms = 0; ms < 4'000'000'000'000; ms += 86'399'123'457) {
    EXPECT_EQ(parse_time(format_time(at(ms))), at(ms)) << ms;
  }
}

TEST(ParseDuration, ReadsUnitsAndTheirSums) {
  EXPECT_EQ(parse_duration("24h"), milliseconds(86'400'000));
  EXPECT_EQ(parse_duration("2m30s"), milliseconds(150'000));
  EXPECT_EQ(parse_duration("1500ms"), milliseconds(1500));
  EXPECT_EQ(parse_duration("7d"), milliseconds(604'800'000));
  EXPECT_EQ(parse_duration("90"), milliseconds(90'000));
}

TEST(ParseDuration, RefusesWhatIsNone) {
  for (const char* text : {"", "-1s", "soon", "1x", "s", "99999999999999999999s", "4000d", "2026-11-23"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(ParseSize, ReadsPowersOf1024) {
  EXPECT_EQ(parse_size("100M"), 104857600U);
  EXPECT_EQ(parse_size("3500K"), 3584000U);
  EXPECT_EQ(parse_size("2G"), 2147483648U);
  EXPECT_EQ(parse_size("64MiB"), 67108864U);
  EXPECT_EQ(parse_size("17"), 17U);
}

TEST(ParseSize, RefusesWhatIsNone) {
  for (const char* text : {"", "M", "-1", "1T2", "12 M", "99999999999G", "1.5G"})
    EXPECT_FALSE(parse_size(text)) << text;
}

}  // namespace
}  // namespace sgw
