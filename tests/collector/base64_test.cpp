#include "collector/base64.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(Base64, ReadsWhatItWrote) {
  std::string bytes;
  for (int i = 0; i < 260; ++i) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes) << i;
    bytes += static_cast<char>(i * 7);
  }
}

TEST(Base64, KnowsTheTestVectorsOfTheStandard) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64("\xff\xef\xbe"), "/+++");
}

TEST(Base64, SkipsLineEndsAndNothingElse) {
  EXPECT_EQ(from_base64("Zm9v\r\nYmFy\n"), "foobar");
  for (const char* text : {"Zm9v YmFy", "Zg=", "Zg", "Z", "Zg===", "=", "Zg==Zg==", "Zm9*", "Zm9v_-=="}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace sgw::collector
