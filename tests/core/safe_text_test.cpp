#include <sgw_diag/safe_text.hpp>

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace sgw {
namespace {

// The ways in that must not exist; each also has a case in tests/must_not_compile with its message.
static_assert(!std::is_constructible_v<SafeText, std::string>);
static_assert(!std::is_constructible_v<SafeText, const char*>);
static_assert(!std::is_constructible_v<SafeText, std::string_view>);
static_assert(!std::is_constructible_v<SafeText, bool>);
static_assert(!std::is_convertible_v<const char*, Literal>);
static_assert(!std::is_constructible_v<RedactedBytes, std::string>);

TEST(SafeName, TakesIdentifiersOnly) {
  EXPECT_TRUE(SafeName::parse("docker"));
  EXPECT_TRUE(SafeName::parse("a.b_c-9"));
  for (const std::string& text : {std::string(), std::string("-a"), std::string("A"), std::string("a b"),
                                  std::string("a/b"), std::string(64, 'a')}) {
    EXPECT_FALSE(SafeName::parse(text)) << text;
  }
}

TEST(SafeText, IsJoinedOfSafeParts) {
  const SafeText text = SafeText("pod ") + SafeName("gw-1") + ": " + SafeText(42) + " lines";
  EXPECT_EQ(text.view(), "pod gw-1: 42 lines");
}

TEST(SafeText, ClipsWithoutCuttingACharacter) {
  const SafeText text("aäöü");
  for (std::size_t size = 3; size <= 7; ++size) {
    const std::string clipped(text.clipped(size).view());
    EXPECT_LE(clipped.size(), size);
    if (size < 7) {
      EXPECT_TRUE(clipped.ends_with("…")) << size;
    }
    // No half of a two-byte character stands before the mark.
    EXPECT_TRUE(clipped == "…" || clipped == "a…" || clipped == "aä…" || clipped == "aäöü") << clipped;
  }
}

TEST(SafeText, TakesOutWhatATerminalWouldObey) {
  EXPECT_EQ(SafeText("a\x1b[31mred\x1b[0m b\tc\r\nd\x07").printable().view(), "ared b c  d");
  EXPECT_EQ(SafeText("title\x1b]0;evil\x07 rest").printable().view(), "title rest");
  EXPECT_EQ(SafeText("c1 \xC2\x9B"
                     "31m x")
                .printable()
                .view(),
            "c1 31m x");
  EXPECT_EQ(SafeText("ends in \x1b").printable().view(), "ends in ");
}

TEST(SafeText, SaysSizesForPeople) {
  EXPECT_EQ(SafeText::bytes(0).view(), "0 bytes");
  EXPECT_EQ(SafeText::bytes(1).view(), "1 byte");
  EXPECT_EQ(SafeText::bytes(1536).view(), "1.5 KiB");
  EXPECT_EQ(SafeText::bytes(std::uint64_t{5} << 30).view(), "5.00 GiB");
}

}  // namespace
}  // namespace sgw
