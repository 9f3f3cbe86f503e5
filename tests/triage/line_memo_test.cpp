#include "src/triage/line_memo.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sgw::triage {
namespace {

bool is_known(LineMemo& memo, std::string_view line, std::string_view stamp = {}, std::uint64_t candidates = 1) {
  bool asked = false;
  const LineMemo::Answers* answers = memo.at(line, stamp, candidates, [&] {
    asked = true;
    return LineMemo::Answers{{line.size(), true}};
  });
  if (answers == nullptr) return false;
  EXPECT_EQ(answers->at(0).expression, line.size());
  return !asked;
}

TEST(LineMemo, KnowsALineAgainWhateverTheDigitsOfItsStamp) {
  LineMemo memo;
  const std::string first = "[Warn] 2026-03-04T09:39:54.666 [Name], 502";
  const std::string later = "[Warn] 2026-11-25T21:00:01.007 [Name], 502";
  const std::string other = "[Warn] 2026-11-25T21:00:01.007 [Name], 503";
  const std::string level = "[Fail] 2026-11-25T21:00:01.007 [Name], 502";
  const std::string shorter = "[Warn] 2026-11-25T21:00:01 [Name], 502";
  const std::string unpadded = "[Warn] 2026-11-2T21:00:01.0070 [Name], 502";
  const auto stamp = [](std::string_view line) { return line.substr(7, line.find(" [Name]") - 7); };
  EXPECT_FALSE(is_known(memo, first, stamp(first)));
  EXPECT_TRUE(is_known(memo, later, stamp(later)));
  EXPECT_FALSE(is_known(memo, other, stamp(other)));
  EXPECT_FALSE(is_known(memo, level, stamp(level)));
  EXPECT_FALSE(is_known(memo, shorter, stamp(shorter)));
  EXPECT_FALSE(is_known(memo, unpadded, stamp(unpadded)));
  EXPECT_FALSE(is_known(memo, later)) << "without a stamp all digits count";
}

TEST(LineMemo, TellsLinesOfOneLengthApartWhereverTheyDiffer) {
  for (const std::size_t size : {1U, 7U, 8U, 31U, 32U, 33U, 64U, 300U}) {
    LineMemo memo;
    const std::string line(size, 'x');
    EXPECT_FALSE(is_known(memo, line));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = line;
      other[at] = 'y';
      EXPECT_FALSE(is_known(memo, other)) << at << " of " << size;
    }
  }
}

TEST(LineMemo, AnswersForTheExpressionsThatWereTried) {
  LineMemo memo;
  EXPECT_FALSE(is_known(memo, "line", {}, 1));
  EXPECT_FALSE(is_known(memo, "line", {}, 2));
  EXPECT_TRUE(is_known(memo, "line", {}, 1));
  EXPECT_TRUE(is_known(memo, "line", {}, 2));
}

TEST(LineMemo, RemembersNoLongLine) {
  LineMemo memo;
  EXPECT_EQ(memo.at(std::string(5000, 'x'), {}, 1, [] { return LineMemo::Answers(); }), nullptr);
}

TEST(LineMemo, GivesUpWhereNoLineComesAgain) {
  LineMemo memo;
  for (int i = 0; i < 2000; ++i) is_known(memo, "line " + std::to_string(i));
  EXPECT_EQ(memo.at("line", {}, 1, [] { return LineMemo::Answers(); }), nullptr);
}

}  // namespace
}  // namespace sgw::triage
