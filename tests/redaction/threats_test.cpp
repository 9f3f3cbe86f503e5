#include "redaction/base64.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

// The numbered list of what would get past a redactor: each is cases here, or tests elsewhere that exist by that name.

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t k_threats = 40;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

JsonReader threats() {
  const auto all = JsonReader::parse(content_of(std::filesystem::path(SGW_TEST_DATA) / "redaction/threats.json"));
  if (!all) throw std::runtime_error("threats.json is no JSON");
  return *all;
}

std::set<std::string> names_of_tests() {
  static const re2::RE2 k_test(R"(\bTEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SGW_PROJECT_ROOT "/tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = content_of(entry.path());
    re2::StringPiece left(text);
    for (std::string suite, test; re2::RE2::FindAndConsume(&left, k_test, &suite, &test);) {
      names.insert(suite.append(".").append(test));
    }
  }
  return names;
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
  const std::set<std::string> names = names_of_tests();
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
