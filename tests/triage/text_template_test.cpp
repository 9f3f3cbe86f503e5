#include "src/triage/text_template.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

TEST(TextTemplate, SaysThatAFactIsUnknownInOnePairOfParentheses) {
  const FactSet nothing;
  EXPECT_EQ(fill(SafeText("not as it must be ({token.faults})"), nothing).view(), "not as it must be (unknown)");
  EXPECT_EQ(fill(SafeText("{image.tag} runs ({a}, {b})"), nothing).view(), "(unknown) runs ((unknown), (unknown))");
}

}  // namespace
}  // namespace sgw::triage
