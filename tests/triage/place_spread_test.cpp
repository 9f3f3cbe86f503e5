#include "src/triage/place_spread.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

namespace sgw::triage {
namespace {

Place line_at(std::uint64_t line) { return {BundlePath() / "a.log", line, {}, {}}; }

std::vector<std::uint64_t> lines_of(const std::vector<Place>& places) {
  std::vector<std::uint64_t> lines;
  for (const Place& place : places) lines.push_back(place.line.value_or(0));
  return lines;
}

std::vector<std::uint64_t> kept_of(std::uint64_t count) {
  PlaceSpread spread;
  for (std::uint64_t line = 1; line <= count; ++line) {
    if (spread.wants_next()) spread.keep(line_at(line));
  }
  return lines_of(spread.take(line_at(count)));
}

TEST(PlaceSpread, KeepsAllOfAFew) {
  EXPECT_EQ(kept_of(1), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(kept_of(4), (std::vector<std::uint64_t>{1, 2, 3, 4}));
  EXPECT_EQ(kept_of(5), (std::vector<std::uint64_t>{1, 3, 5}));
}

TEST(PlaceSpread, KeepsTheFirstTheLastAndSomeBetween) {
  for (const std::uint64_t count : {6U, 7U, 8U, 9U, 100U, 1000U, 4097U}) {
    const auto kept = kept_of(count);
    EXPECT_EQ(kept.front(), 1U) << count;
    EXPECT_EQ(kept.back(), count);
    EXPECT_GE(kept.size(), 3U) << count;
    EXPECT_LE(kept.size(), PlaceSpread::k_most + 1) << count;
    EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
    for (std::size_t i = 1; i < kept.size(); ++i) EXPECT_LE(kept[i] - kept[i - 1], count / 2 + 1) << count;
  }
}

TEST(PlaceSpread, MakesFewPlacesOfAMillion) {
  PlaceSpread spread;
  std::size_t made = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    if (!spread.wants_next()) continue;
    spread.keep(line_at(1));
    ++made;
  }
  EXPECT_EQ(spread.count(), 1'000'000U);
  EXPECT_LE(made, 60U);
}

TEST(PlaceSpread, ThinsALongListEvenly) {
  std::vector<Place> places;
  for (std::uint64_t line = 1; line <= 21; ++line) places.push_back(line_at(line));
  thin_evenly(places, 5);
  EXPECT_EQ(lines_of(places), (std::vector<std::uint64_t>{1, 6, 11, 16, 21}));
  thin_evenly(places, 5);
  EXPECT_EQ(places.size(), 5U);
}

}  // namespace
}  // namespace sgw::triage
