#include <sgw_diag/literal_scanner.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace sgw {
namespace {

using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Places scanned(const LiteralScanner& scanner, std::string_view text) {
  std::vector<Hit> hits;
  scanner.scan(text, hits);
  Places places;
  for (const Hit& hit : hits) places.emplace_back(hit.at, hit.literal);
  return places;
}

// Every literal at every place.
Places naive(const std::vector<std::string>& literals, std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  Places places;
  for (std::uint32_t at = 0; at < lower.size(); ++at) {
    for (std::uint32_t i = 0; i < literals.size(); ++i) {
      if (std::string_view(lower).substr(at).starts_with(literals[i])) places.emplace_back(at, i);
    }
  }
  return places;
}

void expect_every_place(const std::vector<std::string>& literals) {
  LiteralScanner scanner;
  for (const auto& literal : literals) scanner.add(literal);
  scanner.build();
  std::mt19937 random(3);
  const std::string_view alphabet = "keyapitoKENAaa@b{|}[\\]:/\r\n ~";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t i = 0; i < random() % 90; ++i) {
      if (random() % 6 == 0) text += literals[random() % literals.size()];
      text += alphabet[random() % alphabet.size()];
    }
    ASSERT_EQ(scanned(scanner, text), naive(literals, text)) << text;
  }
}

TEST(LiteralScanner, FindsEveryLiteralAtEveryPlaceInAnyCase) {
  expect_every_place({"key", "apikey", "://", "eyj", "token", "ken", "aaa", "aaaa", "a@b", "{|}"});
}

TEST(LiteralScanner, FindsEveryLiteralOfSeveralLengths) {
  expect_every_place({"apikey", "token", "key api", "aaaaa", "aaaaaaa", "a@b{|}", "token://a.b.c/token", "kenap"});
}

TEST(LiteralScanner, NumbersEqualLiteralsOnceAndLivesWithoutAny) {
  LiteralScanner scanner;
  EXPECT_EQ(scanner.add("abc"), 0U);
  EXPECT_EQ(scanner.add("abd"), 1U);
  EXPECT_EQ(scanner.add("abc"), 0U);
  scanner.build();
  EXPECT_TRUE(scanned(scanner, "").empty());
  EXPECT_TRUE(scanned(scanner, "ab").empty());
  EXPECT_EQ(scanned(scanner, "abc"), (Places{{0, 0}}));
  LiteralScanner none;
  none.build();
  EXPECT_TRUE(scanned(none, "some text").empty());
}

}  // namespace
}  // namespace sgw
