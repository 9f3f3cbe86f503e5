#include "collector/encoding.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sgw::collector {
namespace {

using namespace std::string_literals;

std::string decoded(Encoding encoding, const std::string& bytes, std::size_t cut) {
  Transcoder transcoder(encoding);
  std::string text(transcoder.add(std::string_view(bytes).substr(0, cut)));
  text += transcoder.add(std::string_view(bytes).substr(cut));
  text += transcoder.finish();
  return text;
}

const std::string k_little =
    "\xff\xfe"s
    "a\0"s
    "\xe9\0"s
    "\x3d\xd8\0\xde"s
    "\n\0"s;
const std::string k_big =
    "\xfe\xff"s
    "\0a"s
    "\0\xe9"s
    "\xd8\x3d\xde\0"s
    "\0\n"s;
const std::string k_text = "a\xc3\xa9\xf0\x9f\x98\x80\n";

TEST(Transcoder, GivesTheSameTextWhereverUtf16IsCut) {
  for (std::size_t cut = 0; cut <= k_little.size(); ++cut) {
    EXPECT_EQ(decoded(Encoding::utf16le, k_little, cut), k_text) << cut;
    EXPECT_EQ(decoded(Encoding::utf16be, k_big, cut), k_text) << cut;
  }
}

TEST(Transcoder, DropsTheMarkOfUtf8WhereverItIsCut) {
  const std::string bytes = "\xef\xbb\xbfline\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    EXPECT_EQ(decoded(Encoding::utf8, bytes, cut), "line\n") << cut;
  }
  EXPECT_EQ(decoded(Encoding::utf8, "\xef\xbb", 1), "\xef\xbb");
  EXPECT_EQ(decoded(Encoding::utf8, "\xef\xbbx", 1), "\xef\xbbx");
}

TEST(Transcoder, ReplacesWhatIsNoCharacterInUtf16) {
  const std::string replacement = "\xef\xbf\xbd";
  EXPECT_EQ(decoded(Encoding::utf16le,
                    "\x3d\xd8"s
                    "a\0"s,
                    2),
            replacement + "a");  // high surrogate alone
  EXPECT_EQ(decoded(Encoding::utf16le,
                    "\0\xde"s
                    "a\0"s,
                    1),
            replacement + "a");                                          // low surrogate alone
  EXPECT_EQ(decoded(Encoding::utf16le, "a\0b"s, 1), "a" + replacement);  // an odd byte at the end
  EXPECT_EQ(decoded(Encoding::utf16le, "a\0\x3d\xd8"s, 3), "a" + replacement);
}

TEST(DetectEncoding, TellsMarksTextAndBinaryApart) {
  EXPECT_EQ(detect_encoding(k_little), Encoding::utf16le);
  EXPECT_EQ(detect_encoding(k_big), Encoding::utf16be);
  EXPECT_EQ(detect_encoding("\x1b[37m[Info] 2026-11-5T02:12:01.002 [X]\x1b[0m\r\n"), Encoding::utf8);
  EXPECT_EQ(detect_encoding(""), Encoding::utf8);
  EXPECT_EQ(detect_encoding("text\0more"s), Encoding::binary);
  EXPECT_EQ(detect_encoding("\xff\xfe\0\0a\0\0\0"s), Encoding::binary);
  EXPECT_EQ(detect_encoding("\x7f"
                            "ELF\x02\x01\x01\x03\x04"),
            Encoding::binary);
}

}  // namespace
}  // namespace sgw::collector
