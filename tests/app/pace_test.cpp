#include "src/app/pace.hpp"

#include <gtest/gtest.h>

namespace sgw::app {
namespace {

using namespace std::chrono_literals;

// Packing takes a second for a million bytes, the check three, and half a second where it was made early.
const Pace k_pace({0.001, 0.003, 0.0005});

TEST(Pace, NeedsLessTimeForWhatTheEarlyCheckHasSearched) {
  EXPECT_EQ(k_pace.check_time({1'000'000, 0}), 3s);
  EXPECT_EQ(k_pace.check_time({1'000'000, 1'000'000}), 500ms);
  EXPECT_EQ(k_pace.check_time({2'000'000, 1'000'000}), 3500ms);
  EXPECT_TRUE(k_pace.fits({1'000'000, 1'000'000}, 2500ms));  // 1.5 s, and the margin
  EXPECT_FALSE(k_pace.fits({1'000'000, 1'000'000}, 2499ms));
  EXPECT_FALSE(k_pace.fits({1'000'000, 0}, 2500ms));
  EXPECT_TRUE(k_pace.fits({1'000'000, 0}, 6667ms));
}

TEST(Pace, TakesWhatIsCutForUnsearched) { EXPECT_EQ(k_pace.bytes_in(4s), 600'000U); }

TEST(Pace, LeavesTheCheckItsShare) {
  EXPECT_EQ(k_pace.packing_share({1'000'000, 0}, 10s), 2s);
  EXPECT_EQ(k_pace.packing_share({3'000'000, 3'000'000}, 9s), 4800ms);
  EXPECT_EQ(k_pace.packing_share({}, 10s), 8s);
}

TEST(Pace, TakesNoMoreForSearchedThanThereIs) { EXPECT_EQ(k_pace.check_time({1'000'000, 9'000'000}), 500ms); }

TEST(Pace, IsHalfAsFastAfterASlowDown) {
  Pace pace = k_pace;
  pace.slow_down();
  EXPECT_EQ(pace.check_time({1'000'000, 500'000}), 3500ms);
  EXPECT_EQ(pace.bytes_in(8s), 600'000U);
}

}  // namespace
}  // namespace sgw::app
