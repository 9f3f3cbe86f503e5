#include <sgw_diag/edit_distance.hpp>

#include <gtest/gtest.h>

namespace sgw {
namespace {

TEST(EditDistance, CountsWhatIsInsertedLeftOutOrChanged) {
  EXPECT_EQ(edit_distance("collect", "collect", 3), 0U);
  EXPECT_EQ(edit_distance("colect", "collect", 3), 1U);
  EXPECT_EQ(edit_distance("collect", "colect", 3), 1U);
  EXPECT_EQ(edit_distance("form", "from", 3), 2U);
  EXPECT_EQ(edit_distance("", "abc", 3), 3U);
}

TEST(EditDistance, GivesUpAboveTheLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3U);
  EXPECT_EQ(edit_distance("abc", "xyz", 0), 1U);
}

}  // namespace
}  // namespace sgw
