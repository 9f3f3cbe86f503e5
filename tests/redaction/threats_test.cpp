#include "redaction/base64.hpp"
#include "tests/redaction/redactor_fixture.hpp"
#include "tests/redaction/test_names.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

// The numbered list of what would get past a redactor: each is cases here, or tests elsewhere that exist by that name.

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t k_threats = 40;

JsonReader threats() {
  const auto all = JsonReader::parse(test_data("redaction/threats.json"));
  if (!all) throw std::runtime_error("threats.json is no JSON");
  return *all;
}

TEST(Threats, ThatAreTextsLeaveNothingBehind) {
  const JsonReader all = threats();
  for (const JsonReader& threat : all["threats"].items()) {
    SCOPED_TRACE(threat["number"].integer_or(0));
    for (const JsonReader& one : threat["cases"].items()) {
      const std::string text = one["base64"].exists() ? redaction::base64_decoded(one["base64"].text_or(""))
                                                      : std::string(one["text"].text_or(""));
      ASSERT_FALSE(text.empty());
      const std::string out = masked(text);
      for (const JsonReader& gone : one["gone"].items()) EXPECT_THAT(out, Not(HasSubstr(gone.text_or("?")))) << text;
      for (const JsonReader& kept : one["kept"].items()) EXPECT_THAT(out, HasSubstr(kept.text_or("?"))) << text;
    }
  }
}

TEST(Threats, AreAllTestedByCasesOrByTestsThatExist) {
  const std::set<std::string> names = names_of_tests(SGW_PROJECT_ROOT "/tests");
  std::set<std::int64_t> seen;
  const JsonReader all = threats();
  for (const JsonReader& threat : all["threats"].items()) {
    const std::int64_t number = threat["number"].integer_or(0);
    EXPECT_TRUE(seen.insert(number).second) << number;
    EXPECT_FALSE(threat["cases"].items().empty() && threat["tests"].items().empty()) << number;
    for (const JsonReader& test : threat["tests"].items()) {
      EXPECT_TRUE(names.contains(std::string(test.text_or("")))) << number << ": " << test.text_or("");
    }
  }
  for (std::int64_t number = 1; number <= k_threats; ++number) EXPECT_TRUE(seen.contains(number)) << number;
}

}  // namespace
}  // namespace sgw::test
