#include "collector/text.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(Lower, ChangesLettersOfAsciiOnly) { EXPECT_EQ(lower("AZaz-[@`{ \xC3\x84"), "azaz-[@`{ \xC3\x84"); }

TEST(PercentDecoded, LeavesWhatIsNoSequence) {
  EXPECT_EQ(percent_decoded("a%2fb%2Fc"), "a/b/c");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%4"), "%4");
  EXPECT_EQ(percent_decoded("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decoded(""), "");
}

}  // namespace
}  // namespace sgw::collector
