#include "redaction/base64.hpp"
#include "redaction/text_shape.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <random>
#include <string>

// Runs and values of many thousands of bytes, of which only a part is looked at closely.

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string noise(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>(static_cast<unsigned char>(random() & 0xFFU));
  return bytes;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += k_digits[byte >> 4U];
    text += k_digits[byte & 15U];
  }
  return text;
}

// As UTF-16, lower byte first.
std::string wide(std::string_view text) {
  std::string bytes;
  for (const char c : text) bytes.append(1, c).append(1, '\0');
  return bytes;
}

TEST(LongRuns, HideNoSecretBetweenBytesThatAreNoText) {
  const std::string secret = R"({"password": "x7Qk-plum-zephyr"})";
  const std::string nothing = noise(30000, 1) + noise(20000, 2);
  EXPECT_THAT(masked("blob: " + redaction::base64_encoded(nothing) + "\n"), Not(HasSubstr("<redacted:")));
  EXPECT_THAT(masked("blob: " + hex(nothing) + "\n"), Not(HasSubstr("<redacted:")));
  for (const std::string& inside : {secret, wide(secret), "k\xC3\xA4se \xE2\x82\xAC " + secret}) {
    for (std::size_t before = 30000; before < 30003; ++before) {
      const std::string bytes = noise(before, 1) + inside + noise(20000, 2);
      EXPECT_THAT(masked("blob: " + redaction::base64_encoded(bytes) + "\n"), HasSubstr("<redacted:")) << before;
      EXPECT_THAT(masked("blob: " + hex(bytes) + "\n"), HasSubstr("<redacted:")) << before;
    }
  }
}

TEST(LongRuns, AreLookedAtWhereTheyStandForTextAlone) {
  const std::string text = "a line of text in the middle of nothing that anybody reads";
  const std::string run = redaction::base64_encoded(noise(30000, 3) + text + noise(30000, 4));
  const auto stretches = redaction::base64_stretches(run);
  std::size_t looked_at = 0;
  bool found = false;
  for (const redaction::Stretch& part : stretches) {
    EXPECT_EQ(part.begin % 4, 0U);
    looked_at += part.end - part.begin;
    const std::string bytes =
        redaction::base64_decoded(std::string_view(run).substr(part.begin, part.end - part.begin));
    found = found || bytes.find(text) != std::string::npos;
  }
  EXPECT_TRUE(found);
  EXPECT_LT(looked_at, run.size() / 4);
  const std::string short_run = run.substr(0, 1000);
  EXPECT_EQ(redaction::base64_stretches(short_run).front().end, short_run.size());
}

// RE2 is asked for the place of such a value in another way.
TEST(LongValues, GoWholeAndHaveTheTagOfTheSameValueElsewhere) {
  const std::string value = redaction::base64_encoded(noise(90000, 5)).substr(0, 100000);
  for (const std::string& line :
       {"Authorization: Bearer " + value, "token=" + value, "ghp_" + hex(noise(40000, 6)), "AccountKey=" + value,
        "curl --user ops:" + value, "https://a.blob.core.windows.net/c?sig=" + hex(noise(40000, 6)) + "&se=2026-01-01",
        R"("auth": ")" + value + '"'}) {
    const std::string out = masked(line + "\n");
    EXPECT_LT(out.size(), 200U) << line.substr(0, 30);
    EXPECT_THAT(out, HasSubstr("<redacted:"));
  }
  const std::string twice = masked("Authorization: Bearer " + value + " \nx Authorization: Bearer " + value + "\n");
  const std::size_t tag = twice.find("<redacted:");
  const std::string placeholder = twice.substr(tag, twice.find('>', tag) + 1 - tag);
  EXPECT_NE(twice.find(placeholder, tag + 1), std::string::npos) << twice;
}

TEST(LongValues, LeaveWhatStandsInFrontOfThem) {
  const std::string value(50000, 'Q');
  EXPECT_THAT(
      masked("2026-11-26 10:00:00 info AccountKey = \"" + value + "\" done\n"),
      testing::AllOf(HasSubstr("2026-11-26 10:00:00 info AccountKey = "), HasSubstr(" done"), Not(HasSubstr("QQ"))));
}

TEST(ContinuedLines, AreNotJoinedWithNothing) {
  EXPECT_EQ(masked("C:\\logs\\"), "C:\\logs\\");
  EXPECT_THAT(masked("password=hunter2xy\\"), HasSubstr("<redacted:"));
}

}  // namespace
}  // namespace sgw::test
