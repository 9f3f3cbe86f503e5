#include "collector/log_seam.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sgw::collector {
namespace {

const std::string k_one = "2026-11-23T19:00:01.000000001Z ";
const std::string k_two = "2026-11-23T19:00:02.000000001Z ";
const std::string k_three = "2026-11-23T19:00:03.000000001Z ";

std::string newer(const std::string& after, const std::string& text, std::size_t step) {
  std::string out;
  const auto emit = [&out](std::string_view bytes) { out += bytes; };
  NewerLines lines(after);
  for (std::size_t at = 0; at < text.size(); at += step) lines.feed(std::string_view(text).substr(at, step), emit);
  lines.finish(emit);
  return out;
}

TEST(LogSeam, HasAGapWhereTheNewestBeginAfterTheOldestEnd) {
  EXPECT_TRUE((LogSeam{k_one, k_two}.gap()));
  EXPECT_FALSE((LogSeam{k_two, k_two}.gap()));
  EXPECT_FALSE((LogSeam{k_two, k_one}.gap()));
  EXPECT_TRUE((LogSeam{k_one, ""}.gap()));
  EXPECT_TRUE((LogSeam{"", k_one}.gap()));
}

TEST(LogSeam, SaysBetweenWhichTimesLinesAreMissing) {
  EXPECT_EQ(
      (LogSeam{k_one, k_two}.mark()),
      "[sgw-diag: lines after 2026-11-23T19:00:01.000000001Z and before 2026-11-23T19:00:02.000000001Z are left out "
      "here: the time was up]\n");
  EXPECT_EQ((LogSeam{"", k_two}.mark()),
            "[sgw-diag: lines before 2026-11-23T19:00:02.000000001Z are left out here: the time was up]\n");
  EXPECT_EQ((LogSeam{"", ""}.mark()), "[sgw-diag: lines are left out here: the time was up]\n");
}

TEST(LogSeam, ComparesStampsOfTwoZonesByTheTimeTheyMean) {
  EXPECT_EQ(compare_stamps("2026-11-23T20:00:00+01:00 ", "2026-11-23T19:00:00Z "), std::weak_ordering::equivalent);
  EXPECT_EQ(compare_stamps("2026-11-23T18:59:59+01:00 ", "2026-11-23T19:00:00Z "), std::weak_ordering::less);
  EXPECT_EQ(compare_stamps(k_two, k_one), std::weak_ordering::greater);
}

TEST(NewerLines, LeavesOutWhatIsThereWhereverAChunkEnds) {
  const std::string first = k_one + "a\n";
  const std::string last_two = k_three + "c\n" + k_one + "d\n";
  const std::string text = first + k_two + std::string(100, 'b') + "\n" + last_two;
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{48}, std::size_t{1000}}) {
    EXPECT_EQ(newer(k_two, text, step), last_two) << step;
    EXPECT_EQ(newer("", text, step), text) << step;
    EXPECT_EQ(newer(k_three, first, step), "") << step;
  }
}

TEST(NewerLines, TakesALineWithoutAStampWithTheOneBeforeIt) {
  EXPECT_EQ(newer(k_one, k_one + "a\n  at b\n" + k_two + "c\n  at d\n", 5), k_two + "c\n  at d\n");
}

TEST(NewerLines, RatherRepeatsTheLinesOfOneSecondThanLosesOne) {
  EXPECT_EQ(newer("2026-11-23T19:00:01Z ", "2026-11-23T19:00:00Z a\n2026-11-23T19:00:01Z b\n", 9),
            "2026-11-23T19:00:01Z b\n");
}

TEST(NewerLines, LeavesOutTheRestOfAKeyBehindAGap) {
  const std::string known = k_one + "known\n";
  const std::string rest_of_key = k_two + std::string(64, 'k') + "\n" + k_two + std::string(23, 'k') + "=\n";
  const std::string others = k_two + "-----END PRIVATE KEY-----\n" + k_three + std::string(64, 'n') + "\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{50}, std::size_t{1000}}) {
    EXPECT_EQ(newer("", rest_of_key + others, step), others) << step;
    EXPECT_EQ(newer(k_one, rest_of_key + others, step), others) << step;
    // Behind a line that was there already the key's beginning is there as well.
    const std::string rest = std::string(rest_of_key).append(others);
    EXPECT_EQ(newer(k_one, std::string(known).append(rest), step), rest) << step;
  }
}

TEST(NewerLines, TakesAnUnfinishedLastLine) {
  EXPECT_EQ(newer(k_one, k_two + "x", 3), k_two + "x");
  EXPECT_EQ(newer("", "abc", 1), "abc");
}

}  // namespace
}  // namespace sgw::collector
