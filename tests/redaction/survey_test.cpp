#include "redaction/survey.hpp"

#include "redaction/base64.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <random>
#include <string>

namespace sgw::test {
namespace {

using redaction::Survey;

Survey survey_of(std::string_view text) {
  Survey survey;
  redaction::make_survey(text, survey);
  return survey;
}

// Byte by byte.
std::vector<std::pair<std::size_t, std::size_t>> runs_in(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && redaction::is_base64_char(text[end])) ++end;
    if (end - at >= redaction::k_min_base64_run) runs.emplace_back(at, end);
    at = end + 1;
  }
  return runs;
}

// A part of bytes in hexadecimal with a sign between them, or one with a prefix.
bool is_sample(const std::string& sample) {
  constexpr std::string_view k_digits = "0123456789abcdefABCDEF";
  if (sample.find_first_not_of(std::string(k_digits) + "x \t\r\n:,-;|") != std::string::npos) return false;
  if (sample.find('x') != std::string::npos) return true;
  const auto digit = [&](std::size_t i) { return k_digits.find(sample[i]) != std::string_view::npos; };
  const bool again = digit(0) == digit(3) && digit(1) == digit(4) && digit(2) == digit(5);
  return again && int{digit(0)} + int{digit(1)} + int{digit(2)} == 2;
}

void expect_like_bytes(const std::string& text) {
  const Survey survey = survey_of(text);
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (const auto& run : survey.runs) runs.emplace_back(run.begin, run.end);
  EXPECT_EQ(runs, runs_in(text));
  std::vector<std::uint32_t> line_ends;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_ends.push_back(static_cast<std::uint32_t>(i));
  }
  EXPECT_EQ(survey.line_ends, line_ends);
  const std::pair<char, const redaction::BytePlaces&> places[] = {
      {'@', survey.ats}, {'\\', survey.backslashes}, {'=', survey.equals}};
  for (const auto& [c, of] : places) {
    for (std::size_t from = 0; from <= text.size(); from += 1 + from / 8)
      ASSERT_EQ(of.next(from), text.find(c, from)) << c << from;
  }
  EXPECT_TRUE(std::is_sorted(survey.hex_samples.begin(), survey.hex_samples.end()));
  for (std::size_t at = 0; at + redaction::k_hex_sample <= text.size(); at += redaction::k_hex_stride) {
    if (!is_sample(text.substr(at, redaction::k_hex_sample))) continue;
    EXPECT_TRUE(std::binary_search(survey.hex_samples.begin(), survey.hex_samples.end(), at)) << at;
  }
}

TEST(Survey, SaysOfLongTextsWhatLookingAtEachByteSays) {
  std::mt19937 random(11);
  for (const std::string_view alphabet :
       {std::string_view("aZ09+/-_=. \n"), std::string_view("abcdefgh \n"), std::string_view("09af:x, -;|\t\r\n"),
        std::string_view("0f:"), std::string_view("0fA- x"), std::string_view("@\\= a"),
        std::string_view("k\xFF\x80\n\0{", 6)}) {
    for (std::size_t size = 0; size < 1500; size += 1 + random() % 40) {
      std::string text;
      // Stretches of one kind, so that runs go on over windows.
      while (text.size() < size) {
        text.append(random() % 90, alphabet[random() % alphabet.size()])
            .append(1, alphabet[random() % alphabet.size()]);
      }
      expect_like_bytes(text.substr(0, size));
    }
  }
}

TEST(Survey, SamplesRowsOfBytesWhereverTheyBegin) {
  for (const std::string_view unit : {"0f:", "de ", "0x0f, ", "7A-", "1|2"}) {
    for (std::size_t shift = 0; shift < 70; ++shift) {
      std::string text(shift, 'z');
      for (int i = 0; i < 60; ++i) text += unit;
      expect_like_bytes(text + "\n");
    }
  }
}

TEST(Survey, KnowsTheIdsOfRequests) {
  const Survey survey = survey_of(
      "id 0f8Fad5b-d9cb-469f-a165-70867728950E 0f8fad5b-d9cb-469f-a165-70867728950eF 0f8fad5b-d9cb-469f-a165-"
      "70867728950g 0f8fad5bad9cb-469f-a165-70867728950e\n");
  ASSERT_EQ(survey.runs.size(), 4U);
  EXPECT_TRUE(survey.runs[0].guid);
  for (std::size_t i = 1; i < survey.runs.size(); ++i) EXPECT_FALSE(survey.runs[i].guid) << i;
}

}  // namespace
}  // namespace sgw::test
