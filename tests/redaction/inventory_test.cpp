#include "tests/redaction/redactor_fixture.hpp"
#include "tests/redaction/test_names.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

// The inventory of what must not leave: redaction/README.md names the rules of each row, inventory.json has examples.

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t k_rows = 14;

// The rules in backquotes in the last cell of each row of the page, by its number.
std::map<std::int64_t, std::set<std::string>> rows_of_page() {
  static const re2::RE2 k_row(R"(\| (\d+) \|.*\| ([^|]+) \|)");
  static const re2::RE2 k_rule("`([^`]+)`");
  std::map<std::int64_t, std::set<std::string>> rows;
  std::istringstream page(read_file(std::filesystem::path(SGW_PROJECT_ROOT) / "redaction" / "README.md"));
  for (std::string line; std::getline(page, line);) {
    int number = 0;
    std::string cell;
    if (!re2::RE2::FullMatch(line, k_row, &number, &cell)) continue;
    EXPECT_TRUE(rows.try_emplace(number).second) << line;
    re2::StringPiece left(cell);
    for (std::string rule; re2::RE2::FindAndConsume(&left, k_rule, &rule);) rows[number].insert(rule);
    EXPECT_TRUE(!rows[number].empty() || cell.find("not masked, because ") == 0) << line;
  }
  return rows;
}

JsonReader inventory() {
  const auto all = JsonReader::parse(test_data("redaction/inventory.json"));
  if (!all) throw std::runtime_error("inventory.json is no JSON");
  return *all;
}

struct Masked {
  std::string text;
  std::set<std::string> rules;
};

Masked through(const redaction::Redactor& redactor, std::string_view text) {
  MemoryRedactedSink sink;
  const auto gate = redactor.gate(sink);
  RawHeader header;
  header.source = SafeName("test");
  header.parts.emplace_back(Literal("a.log"));
  const auto entry = gate->open(std::move(header));
  entry->write(RawBytes(text));
  entry->finish(RawOutcome::complete());
  Masked masked{sink.artifacts.front().bytes, {}};
  for (const RedactionNote& note : sink.artifacts.front().notes) masked.rules.emplace(note.rule.view());
  return masked;
}

// What the rules of a case are; puts the case through the gate.
std::set<std::string> try_case(const JsonReader& one) {
  static const redaction::Redactor strict = make_redactor(redaction::Profile::strict);
  const std::string text(one["text"].text_or(""));
  EXPECT_NE(text, "");
  const Masked masked = through(one["profile"].text_or("") == "strict" ? strict : shared_redactor(), text);
  for (const JsonReader& gone : one["gone"].items()) {
    EXPECT_THAT(text, HasSubstr(gone.text_or("?")));
    EXPECT_THAT(masked.text, Not(HasSubstr(gone.text_or("?")))) << text;
  }
  for (const JsonReader& kept : one["kept"].items()) EXPECT_THAT(masked.text, HasSubstr(kept.text_or("?"))) << text;
  EXPECT_FALSE(one["gone"].items().empty() && one["kept"].items().empty()) << text;
  EXPECT_EQ(one["gone"].items().empty(), masked.rules.empty()) << text;
  return masked.rules;
}

TEST(Inventory, HasEveryRowOnThePageWithRulesThatAreThere) {
  std::set<std::string> known;
  for (const auto& rule : shared_redactor().rules()) known.emplace(rule.id.view());
  for (const auto& rule : make_redactor(redaction::Profile::strict).rules()) known.emplace(rule.id.view());
  const auto rows = rows_of_page();
  for (std::int64_t number = 1; number <= k_rows; ++number) EXPECT_TRUE(rows.contains(number)) << number;
  for (const auto& [number, rules] : rows) {
    EXPECT_LE(number, k_rows);
    for (const std::string& rule : rules) EXPECT_TRUE(known.contains(rule)) << number << ": " << rule;
  }
}

// No rule is named of which no example shows that it masks there, and no example is masked by others alone.
TEST(Inventory, ComesOutMaskedByTheRulesThatThePageNames) {
  const auto rows = rows_of_page();
  std::set<std::int64_t> tried;
  const JsonReader all = inventory();
  for (const JsonReader& row : all["rows"].items()) {
    const std::int64_t number = row["number"].integer_or(0);
    SCOPED_TRACE(number);
    ASSERT_TRUE(rows.contains(number));
    EXPECT_TRUE(tried.insert(number).second);
    std::set<std::string> shown;
    for (const JsonReader& one : row["cases"].items()) {
      const std::set<std::string> rules = try_case(one);
      shown.insert(rules.begin(), rules.end());
      const bool named = std::any_of(rules.begin(), rules.end(),
                                     [&](const std::string& rule) { return rows.at(number).contains(rule); });
      EXPECT_TRUE(named || rules.empty()) << one["text"].text_or("");
    }
    for (const std::string& rule : rows.at(number)) EXPECT_TRUE(shown.contains(rule)) << rule;
  }
  EXPECT_EQ(tried.size(), static_cast<std::size_t>(k_rows));
}

TEST(Inventory, NamesTestsThatExistWhereARowIsNoText) {
  const std::set<std::string> names = names_of_tests(SGW_PROJECT_ROOT "/tests");
  const JsonReader all = inventory();
  for (const JsonReader& row : all["rows"].items()) {
    EXPECT_FALSE(row["cases"].items().empty() && row["tests"].items().empty()) << row["says"].text_or("");
    for (const JsonReader& test : row["tests"].items())
      EXPECT_TRUE(names.contains(std::string(test.text_or("")))) << test.text_or("");
  }
}

}  // namespace
}  // namespace sgw::test
