#include <sgw_diag/literal_scanner.hpp>

#include "tests/core/literal_places.hpp"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace sgw {
namespace {

Places scanned(const LiteralScanner& scanner, std::string_view text) {
  std::vector<Hit> hits;
  scanner.scan(text, hits);
  return places_of(hits);
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
    ASSERT_EQ(scanned(scanner, text), every_place(literals, text)) << text;
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
