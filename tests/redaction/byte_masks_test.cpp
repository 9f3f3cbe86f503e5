#include "redaction/byte_masks.hpp"

#include "redaction/base64.hpp"
#include "redaction/marks.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace sgw::test {
namespace {

using redaction::ByteMasks;
using redaction::SurveyMasks;

// The best that this machine has, and all that are less.
std::vector<Lanes> lanes_here() {
  std::vector<Lanes> lanes{Lanes::one};
  if (best_lanes() != Lanes::one) lanes.push_back(Lanes::avx2);
  if (best_lanes() == Lanes::avx512) lanes.push_back(Lanes::avx512);
  return lanes;
}

// Every byte, then stretches of what the searches are about, long enough for whole windows and their rest.
std::vector<std::string> texts() {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  std::vector<std::string> texts{all, all + all + all, {}};
  std::mt19937 random(5);
  for (const std::string_view alphabet :
       {std::string_view("aF09.:- \n"), std::string_view("[0m=3D\\%&\x1b\t"), std::string_view("xyz+/_-09")}) {
    for (std::size_t size = 1; size < 1300; size += 1 + random() % 90) {
      std::string text;
      while (text.size() < size) text += alphabet[random() % alphabet.size()];
      texts.push_back(text);
    }
  }
  return texts;
}

std::uint64_t mask(std::string_view text, std::size_t at, const std::function<bool(unsigned char)>& is) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < ByteMasks::k_width && at + i < text.size(); ++i) {
    if (is(static_cast<unsigned char>(text[at + i]))) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

std::function<bool(unsigned char)> one_of(std::string_view characters) {
  return [characters](unsigned char c) { return characters.find(static_cast<char>(c)) != std::string_view::npos; };
}

TEST(ByteMasks, SaysTheSameWithEveryWidthOfTheMachine) {
  for (const std::string& text : texts()) {
    for (std::size_t at = 0; at < text.size(); at += 37) {
      for (const Lanes lanes : lanes_here()) {
        const ByteMasks all = redaction::byte_masks(text, at, lanes);
        EXPECT_EQ(all.digits, mask(text, at, one_of("0123456789")));
        EXPECT_EQ(all.hex, mask(text, at, one_of("0123456789abcdefABCDEF")));
        for (const ByteMasks& masks : {all, redaction::sign_masks(text, at, lanes)}) {
          EXPECT_EQ(masks.dots, mask(text, at, one_of(".")));
          EXPECT_EQ(masks.colons, mask(text, at, one_of(":")));
          EXPECT_EQ(masks.dashes, mask(text, at, one_of("-")));
        }
      }
    }
  }
}

TEST(SurveyMasks, SaysTheSameWithEveryWidthOfTheMachine) {
  for (const std::string& text : texts()) {
    for (std::size_t at = 0; at < text.size(); at += 101) {
      for (const Lanes lanes : lanes_here()) {
        std::size_t begin = at;
        for (const SurveyMasks& masks : redaction::survey_masks(text, at, lanes)) {
          const auto base64 = [](unsigned char c) { return redaction::is_base64_char(static_cast<char>(c)); };
          EXPECT_EQ(masks.base64, mask(text, begin, base64));
          EXPECT_EQ(masks.line_ends, mask(text, begin, one_of("\n")));
          EXPECT_EQ(masks.spaced_hex, mask(text, begin, one_of("0123456789abcdefABCDEFx \t\v\f\r\n:,-;|")));
          EXPECT_EQ(masks.hex, mask(text, begin, one_of("0123456789abcdefABCDEF")));
          EXPECT_EQ(masks.prefixes, mask(text, begin, one_of("x")));
          EXPECT_EQ(masks.ats, mask(text, begin, one_of("@")));
          EXPECT_EQ(masks.backslashes, mask(text, begin, one_of("\\")));
          EXPECT_EQ(masks.equals, mask(text, begin, one_of("=")));
          begin += ByteMasks::k_width;
        }
      }
    }
  }
}

bool is_mark(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  const std::string_view behind = text.substr(at + 1);
  if (c == '[') return !behind.empty() && (one_of("0123456789m")(static_cast<unsigned char>(behind[0])));
  if (c == '=') return behind.starts_with("3D");
  return c == '\\' || c == '%' || c == '&' || c == 0x7F || (c < 0x20 && c != '\t' && c != '\n');
}

TEST(Marks, AreFoundWithEveryWidthOfTheMachine) {
  for (const std::string& text : texts()) {
    for (std::size_t from = 0; from <= text.size(); from += 1 + from / 3) {
      std::size_t next = from;
      while (next < text.size() && !is_mark(text, next)) ++next;
      for (const Lanes lanes : lanes_here()) EXPECT_EQ(redaction::next_mark(text, from, lanes), next) << from;
    }
  }
}

}  // namespace
}  // namespace sgw::test
