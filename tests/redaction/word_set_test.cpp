#include "redaction/word_set.hpp"

#include <gtest/gtest.h>

namespace sgw::test {
namespace {

TEST(WordSet, HasItsWordsAndNoOther) {
  constexpr redaction::WordSet words(std::array{std::string_view("key"), std::string_view("kay"),
                                                std::string_view("token"), std::string_view("tokens"),
                                                std::string_view("id")});
  for (const std::string_view word : words) EXPECT_TRUE(words.has(word) && words.has_folded(word)) << word;
  for (const std::string_view word : {"", "k", "kei", "toke", "tokenS", "ids"}) EXPECT_FALSE(words.has(word)) << word;
  EXPECT_TRUE(words.has_folded("ToKeNs"));
  EXPECT_FALSE(words.has_folded("ToKeN "));
}

}  // namespace
}  // namespace sgw::test
