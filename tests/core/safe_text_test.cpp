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
  EXPECT_TRUE(SafeName::parse(SafeText("docker")));
  EXPECT_TRUE(SafeName::parse(SafeText("a.b_c-9")));
  EXPECT_FALSE(SafeName::parse(SafeText("A b")));
  EXPECT_TRUE(SafeName::fits("a.b_c-9"));
  for (const std::string& text : {std::string(), std::string("-a"), std::string("A"), std::string("a b"),
                                  std::string("a/b"), std::string(64, 'a')}) {
    EXPECT_FALSE(SafeName::fits(text)) << text;
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
  // Where the mark has no room.
  EXPECT_EQ(text.clipped(2).view(), "a");
  EXPECT_EQ(text.clipped(0).view(), "");
}

TEST(SafeText, IsNeverCutInsideAPlaceholder) {
  const SafeText text("key=<redacted:subscription-key:53ddbbaa> and more");
  const std::size_t close = text.view().find('>');
  for (std::size_t size = 0; size < text.view().size(); ++size) {
    const std::string clipped(text.clipped(size).view());
    EXPECT_LE(clipped.size(), size);
    EXPECT_EQ(clipped.find('<') != std::string::npos, clipped.find("53ddbbaa>") != std::string::npos) << clipped;
  }
  EXPECT_EQ(text.clipped(close).view(), "key=…");
  EXPECT_EQ(text.clipped(close + 4).view(), "key=<redacted:subscription-key:53ddbbaa>…");
  const SafeText token(
      "key=<redacted:gateway-token:53ddbbaa "
      "gw=a-gateway-with-an-id-of-eighty-characters-which-is-the-longest-that-may-be-"
      "shown-here exp=202611101200> and more");
  EXPECT_EQ(token.clipped(40).view(), "key=…");
  EXPECT_EQ(token.clipped(token.view().find('>')).view(), "key=…");
  // What only begins like one is cut like other text.
  EXPECT_EQ(SafeText("a <redacted: b c d e").clipped(17).view(), "a <redacted: b…");
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

TEST(SafeText, PrintsNoByteThatATerminalOfAnotherEncodingWouldObey) {
  EXPECT_EQ(SafeText("c1 \x9B"
                     "31m x \xC3")
                .printable()
                .view(),
            "c1 \xEF\xBF\xBD"
            "31m x \xEF\xBF\xBD");
  EXPECT_EQ(SafeText("häßlich € 😀").printable().view(), "häßlich € 😀");
}

TEST(SafeText, PrintsNothingThatTurnsALineAround) {
  EXPECT_EQ(
      SafeText("a\u202Eb\u2066c\u2069d\u200Fe\u061Cf").printable().view(),  // NOLINT(misc-misleading-bidirectional)
      "abcdef");
  EXPECT_EQ(SafeText("a\u2028b\u2029c").printable().view(), "a b c");
}

TEST(SafeText, SaysSizesForPeople) {
  EXPECT_EQ(SafeText::bytes(0).view(), "0 bytes");
  EXPECT_EQ(SafeText::bytes(1).view(), "1 byte");
  EXPECT_EQ(SafeText::bytes(1536).view(), "1.5 KiB");
  EXPECT_EQ(SafeText::bytes((1 << 20) - 1).view(), "1.0 MiB");
  EXPECT_EQ(SafeText::bytes((std::uint64_t{1} << 30) - 1).view(), "1.00 GiB");
  EXPECT_EQ(SafeText::bytes(std::uint64_t{5} << 30).view(), "5.00 GiB");
}

}  // namespace
}  // namespace sgw
