#include "redaction/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::redaction {
namespace {

using testing::ElementsAre;

struct Range {
  std::size_t begin;
  std::size_t end;
  bool operator==(const Range&) const = default;
};

std::vector<Range> ranges(const Finds& finds) {
  std::vector<Range> all;
  for (const Find& find : finds) all.push_back({find.begin, find.end});
  return all;
}

Finds mapped(const View& view, std::size_t begin, std::size_t end) {
  static const RuleLabel label{"a", "a", Mint::placeholder, false, 0};
  Finds finds;
  view.map({begin, end, &label, {}, false}, finds);
  return finds;
}

TEST(View, MapsWhatStandsAsItIsByteForByte) {
  View view;
  view.plain("hello", 10);
  EXPECT_THAT(ranges(mapped(view, 1, 3)), ElementsAre(Range{11, 13}));
  EXPECT_TRUE(mapped(view, 1, 3).front().value.empty()) << "the source's own text is the value";
  EXPECT_EQ(view.source_of(4), 14U);
}

TEST(View, MapsAnEscapeAsAWholeAndKeepsTheDecodedValue) {
  View view;
  view.plain("a", 0);
  view.coded("&", 1, 7);
  view.plain("b", 7);
  const Finds finds = mapped(view, 0, 3);
  EXPECT_THAT(ranges(finds), ElementsAre(Range{0, 8}));
  EXPECT_EQ(finds.front().value, "a&b");
  EXPECT_THAT(ranges(mapped(view, 1, 2)), ElementsAre(Range{1, 7}));
}

TEST(View, LeavesTheFrameBetweenTwoPiecesOfALine) {
  View view;
  view.plain("secr", 40);
  view.plain("et", 100);
  const Finds finds = mapped(view, 2, 6);
  EXPECT_THAT(ranges(finds), ElementsAre(Range{42, 44}, Range{100, 102}));
  for (const Find& find : finds) EXPECT_EQ(find.value, "cret") << "both pieces get the tag of the whole value";
}

TEST(View, DoesNotCopyAValueIntoPiecesWithoutNumber) {
  View view;
  for (std::size_t i = 0; i < 20000; ++i) view.plain("secret", i * 50);
  const Finds finds = mapped(view, 0, 120000);
  ASSERT_EQ(finds.size(), 20000U);
  std::size_t copied = 0;
  for (const Find& find : finds) copied += find.value.size();
  EXPECT_LT(copied, 1000000U);
}

TEST(View, FindsNothingInItsOwnFiller) {
  View view;
  view.plain("a", 5);
  view.filler("\n \n");
  view.plain("b", 9);
  EXPECT_TRUE(mapped(view, 1, 4).empty());
  EXPECT_THAT(ranges(mapped(view, 0, 5)), ElementsAre(Range{5, 6}, Range{9, 10}));
}

TEST(View, NamesAllThatItWasMadeOf) {
  static const RuleLabel label{"a", "a", Mint::withheld, false, 0};
  View view;
  view.plain("ab", 3);
  view.coded("&", 5, 11);
  view.filler("\n");
  view.plain("c", 40);
  Finds finds;
  view.all(label, finds);
  EXPECT_THAT(ranges(finds), ElementsAre(Range{3, 11}, Range{40, 41}));
}

TEST(View, WidensAFindToWholeEscapes) {
  View view;
  view.plain("x", 0);
  view.coded("&", 1, 7);
  view.plain("y", 7);
  Find find{3, 8, nullptr, {}, false};
  view.widen(find);
  EXPECT_EQ(find.begin, 1U);
  EXPECT_EQ(find.end, 8U);
  Find other{0, 4, nullptr, {}, false};
  view.widen(other);
  EXPECT_EQ(other.end, 7U);
}

}  // namespace
}  // namespace sgw::redaction
