#include <sgw_diag/raw.hpp>

#include "tests/support/raw_peek.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace sgw {
namespace {

static_assert(!std::is_copy_constructible_v<RawText>);
static_assert(!std::is_convertible_v<RawText, std::string>);
static_assert(!std::is_convertible_v<RawText, std::string_view>);
static_assert(!std::is_convertible_v<RawBytes, RawText>);

TEST(Raw, LeavesNothingBehindWhenItIsMoved) {
  RawText first("a-secret-of-some-length-beyond-the-inline-buffer");
  const RawText second = std::move(first);
  EXPECT_EQ(RawPeek::at(second), "a-secret-of-some-length-beyond-the-inline-buffer");
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): what a moved-from value holds is the point
}

TEST(Raw, OverwritesTheWholeBufferWhenItIsWiped) {
  std::string text = "secret-secret-secret-secret-secret-secret";
  const char* memory = text.data();
  const std::size_t size = text.size();
  wipe(text);
  EXPECT_TRUE(text.empty());
  // The buffer still belongs to `text`.
  for (std::size_t i = 0; i < size; ++i) EXPECT_EQ(memory[i], '\0') << i;
}

}  // namespace
}  // namespace sgw
