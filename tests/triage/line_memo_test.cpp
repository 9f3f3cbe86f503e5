#include "src/triage/line_memo.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

bool is_known(LineMemo& memo, std::string_view line, std::string_view stamp = {}) {
  bool asked = false;
  LineMemo::Answers* answers = memo.at(line, stamp);
  if (answers == nullptr) return false;
  answers->of(7, [&] { return asked = true; });
  return !asked;
}

TEST(LineMemo, KnowsALineAgainWhateverTheDigitsOfItsStamp) {
  LineMemo memo;
  const std::string first = "[Warn] 2026-03-04T09:39:54.666 [Name], 502";
  const std::string later = "[Warn] 2026-11-25T21:00:01.007 [Name], 502";
  const std::string other = "[Warn] 2026-11-25T21:00:01.007 [Name], 503";
  const std::string shorter = "[Warn] 2026-11-25T21:00:01 [Name], 502";
  const auto stamp = [](std::string_view line) { return line.substr(7, line.find(" [Name]") - 7); };
  EXPECT_FALSE(is_known(memo, first, stamp(first)));
  EXPECT_TRUE(is_known(memo, later, stamp(later)));
  EXPECT_FALSE(is_known(memo, other, stamp(other)));
  EXPECT_FALSE(is_known(memo, shorter, stamp(shorter)));
  EXPECT_FALSE(is_known(memo, later)) << "without a stamp all digits count";
}

TEST(LineMemo, AnswersEachExpressionForItself) {
  LineMemo memo;
  EXPECT_TRUE(memo.at("line", {})->of(1, [] { return true; }));
  EXPECT_FALSE(memo.at("line", {})->of(2, [] { return false; }));
  EXPECT_TRUE(memo.at("line", {})->of(1, [] { return false; }));
  EXPECT_FALSE(memo.at("line", {})->of(2, [] { return true; }));
}

TEST(LineMemo, RemembersNoLongLine) {
  LineMemo memo;
  EXPECT_EQ(memo.at(std::string(5000, 'x'), {}), nullptr);
}

TEST(LineMemo, GivesUpWhereNoLineComesAgain) {
  LineMemo memo;
  for (int i = 0; i < 2000; ++i) memo.at("line " + std::to_string(i), {});
  EXPECT_EQ(memo.at("line", {}), nullptr);
}

}  // namespace
}  // namespace sgw::triage
