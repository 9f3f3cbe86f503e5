#include <sgw_diag/stride_scanner.hpp>

#include "tests/core/literal_places.hpp"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace sgw {
namespace {

Places scanned(const StrideScanner& scanner, std::string_view text, Lanes lanes) {
  std::vector<Hit> hits;
  scanner.scan(text, hits, lanes);
  return places_of(hits);
}

StrideScanner scanner_of(const std::vector<std::string>& literals) {
  StrideScanner scanner;
  for (const auto& literal : literals) scanner.add(literal);
  scanner.build();
  return scanner;
}

void expect_every_place(const StrideScanner& scanner, const std::vector<std::string>& literals, std::string_view text) {
  const Places all = every_place(literals, text);
  ASSERT_EQ(scanned(scanner, text, best_lanes()), all) << text;
  ASSERT_EQ(scanned(scanner, text, Lanes::one), all) << text;
}

// Of five bytes, at which windows reach over their ends, to longer than the bytes that are compared first.
const std::vector<std::string> k_literals = {"aadst",    "squid",         ":443)",     "aaaaa",       "sophos",
                                             "aaaaaaa",  "apikeys",       "key api",   "a@b{|}[",     "http://",
                                             "squidkey", "configuration", "key:443)a", "reachable on"};

TEST(StrideScanner, FindsEveryLiteralAtEveryPlaceInAnyCase) {
  const StrideScanner scanner = scanner_of(k_literals);
  std::mt19937 random(3);
  const std::string_view alphabet = "keyapitoKENAaa@b{|}[\\]:4/\r\n ~\xC3\x80";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t pieces = random() % 90;
    for (std::size_t i = 0; i < pieces; ++i) {
      if (random() % 6 == 0) text += k_literals[random() % k_literals.size()];
      if (random() % 4 != 0) text += alphabet[random() % alphabet.size()];
      if (random() % 9 == 0 && !text.empty() && text.back() >= 'a' && text.back() <= 'z') text.back() ^= 0x20;
    }
    expect_every_place(scanner, k_literals, text);
  }
}

TEST(StrideScanner, FindsALiteralBesideAnyByteAndAtTheEndsOfTheText) {
  const StrideScanner scanner = scanner_of(k_literals);
  for (const std::string& literal : k_literals) {
    for (const std::size_t before : {0U, 1U, 2U, 3U, 29U, 30U, 31U, 32U}) {
      for (int byte = 0; byte < 256; ++byte) {
        const std::string text = std::string(before, static_cast<char>(byte)) + literal;
        expect_every_place(scanner, k_literals, text);
        expect_every_place(scanner, k_literals, text + static_cast<char>(byte));
      }
    }
  }
}

TEST(StrideScanner, NumbersEqualLiteralsOnceAndLivesWithoutAny) {
  StrideScanner scanner;
  EXPECT_EQ(scanner.add("abcde"), 0U);
  EXPECT_EQ(scanner.add("abcdf"), 1U);
  EXPECT_EQ(scanner.add("abcde"), 0U);
  scanner.build();
  EXPECT_EQ(scanner.size(), 2U);
  for (const auto lanes : {best_lanes(), Lanes::one}) {
    EXPECT_TRUE(scanned(scanner, "", lanes).empty());
    EXPECT_TRUE(scanned(scanner, "abcd", lanes).empty());
    EXPECT_EQ(scanned(scanner, "abcde", lanes), (Places{{0, 0}}));
  }
  StrideScanner none;
  none.build();
  EXPECT_TRUE(scanned(none, "some text", best_lanes()).empty());
}

}  // namespace
}  // namespace sgw
