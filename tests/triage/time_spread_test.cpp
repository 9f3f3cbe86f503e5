#include "src/triage/time_spread.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace sgw::triage {
namespace {

using std::chrono::seconds;

std::uint64_t total(const std::vector<TimeCluster>& clusters) {
  return std::accumulate(clusters.begin(), clusters.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const TimeCluster& cluster) { return sum + cluster.count; });
}

TEST(TimeSpread, KeepsAFewTimesAsTheyAre) {
  TimeSpread spread;
  spread.add(UtcTime(seconds(20)), 2);
  spread.add(UtcTime(seconds(10)), 5);
  const auto clusters = spread.take();
  ASSERT_EQ(clusters.size(), 2U);
  EXPECT_EQ(clusters[0].first, UtcTime(seconds(10)));
  EXPECT_EQ(clusters[0].line, 5U);
  EXPECT_EQ(clusters[1].last, UtcTime(seconds(20)));
  EXPECT_EQ(total(clusters), 2U);
}

TEST(TimeSpread, CountsAMillionExactlyAndSpreadsThemOverTheWholeTime) {
  TimeSpread spread;
  for (int i = 0; i < 1'000'000; ++i) spread.add(UtcTime(seconds(i)), static_cast<std::uint64_t>(i) + 1);
  const auto clusters = spread.take();
  EXPECT_EQ(clusters.size(), TimeSpread::k_max_clusters);
  EXPECT_EQ(total(clusters), 1'000'000U);
  EXPECT_EQ(clusters.front().first, UtcTime(seconds(0)));
  EXPECT_EQ(clusters.back().last, UtcTime(seconds(999'999)));
  for (const TimeCluster& cluster : clusters) EXPECT_LT(cluster.last - cluster.first, seconds(250'000));
}

TEST(TimeSpread, CountsTimesInAnyOrderInOrderOfTime) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> any(0, 86'400);
  TimeSpread spread;
  for (int i = 0; i < 50'000; ++i) spread.add(UtcTime(seconds(any(random))), 1);
  const auto clusters = spread.take();
  EXPECT_LE(clusters.size(), TimeSpread::k_max_clusters);
  EXPECT_EQ(total(clusters), 50'000U);
  EXPECT_TRUE(std::is_sorted(clusters.begin(), clusters.end(), [](const TimeCluster& left, const TimeCluster& right) {
    return left.last < right.first;
  }));
}

TEST(TimeSpread, DoesNotBlurADayForOneTimeFarOff) {
  TimeSpread spread;
  spread.add(UtcTime(std::chrono::hours(24 * 365 * 70)), 1);
  for (int i = 0; i < 10'000; ++i) spread.add(UtcTime(seconds(i)), 2);
  const auto clusters = spread.take();
  ASSERT_EQ(clusters.size(), TimeSpread::k_max_clusters);
  EXPECT_EQ(clusters.back().count, 1U);
  for (std::size_t i = 0; i + 1 < clusters.size(); ++i) EXPECT_LT(clusters[i].last - clusters[i].first, seconds(5'000));
}

TEST(TimeSpread, StartsAnewAfterItWasTaken) {
  TimeSpread spread;
  spread.add(UtcTime(seconds(1)), 1);
  EXPECT_EQ(spread.take().size(), 1U);
  EXPECT_TRUE(spread.take().empty());
}

TEST(Coarsen, JoinsWhatLiesClosestAndLosesNoCount) {
  std::vector<TimeCluster> clusters;
  for (const int at : {0, 100, 101, 500}) clusters.push_back({UtcTime(seconds(at)), UtcTime(seconds(at)), 2, 9});
  coarsen(clusters, 3);
  ASSERT_EQ(clusters.size(), 3U);
  EXPECT_EQ(clusters[1].first, UtcTime(seconds(100)));
  EXPECT_EQ(clusters[1].last, UtcTime(seconds(101)));
  EXPECT_EQ(clusters[1].count, 4U);
  coarsen(clusters, 0);
  EXPECT_EQ(clusters.size(), 1U);
  EXPECT_EQ(total(clusters), 8U);
}

}  // namespace
}  // namespace sgw::triage
