#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace sgw::triage {
namespace {

// src/triage/README.md: which rule decides which situation, and what no bundle decides.
std::vector<std::string> lines() {
  std::istringstream page(
      sgw::test::read_file(std::filesystem::path(SGW_PROJECT_ROOT) / "src" / "triage" / "README.md"));
  std::vector<std::string> found;
  for (std::string line; std::getline(page, line);) found.push_back(line);
  return found;
}

// The cells of a row of a table: "| a | b |" is a, b.
std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> found;
  for (std::size_t from = 2; from < row.size();) {
    const std::size_t end = std::min(row.find(" |", from), row.size());
    found.push_back(row.substr(from, end - from));
    from = end + 3;
  }
  return found;
}

// What stands in backquotes.
std::set<std::string> rules_in(const std::string& cell) {
  std::set<std::string> found;
  for (std::size_t from = cell.find('`'); from != std::string::npos; from = cell.find('`', from)) {
    const std::size_t end = cell.find('`', from + 1);
    if (end == std::string::npos) return found;
    found.insert(cell.substr(from + 1, end - from - 1));
    from = end + 1;
  }
  return found;
}

TEST(CoveragePage, NamesRulesThatAreThere) {
  std::set<std::string> known;
  for (const auto& rule : test::shipped_rules().rules()) known.emplace(rule.id.view());
  std::size_t rows = 0;
  for (const std::string& line : lines()) {
    if (!line.starts_with("| ") || line.starts_with("| - |") || line.ends_with("decided by |")) continue;
    ++rows;
    const std::string decided = cells(line).back();
    const auto named = rules_in(decided);
    for (const std::string& rule : named) EXPECT_TRUE(known.contains(rule)) << line;
    const bool says_why = decided.find("decidable from a bundle: ") != std::string::npos ||
                          decided.find("undetermined, with what is missing") != std::string::npos;
    EXPECT_TRUE(!named.empty() || says_why) << line;
  }
  EXPECT_GE(rows, 85U);
}

// The policy's deciding rules and the table of owners have so many rows: none may go without a word.
TEST(CoveragePage, HasEveryRowOfThePolicy) {
  std::map<std::string, std::set<std::string>> sections;
  std::string section;
  for (const std::string& line : lines()) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (!line.starts_with("| ") || line.starts_with("| - |") || line.ends_with("decided by |")) continue;
    EXPECT_TRUE(sections[section].insert(cells(line).front()).second) << line;
  }
  EXPECT_EQ(sections["Deciding rules of the support policy"].size(), 21U);
  EXPECT_EQ(sections["Pitfalls"].size(), 51U);
  EXPECT_EQ(sections["Who owns what"].size(), 17U);
}

TEST(CoveragePage, KnowsEveryPitfall) {
  std::set<std::string> numbers;
  for (const std::string& line : lines()) {
    if (!line.starts_with("| ")) continue;
    const auto row = cells(line);
    if (row.size() == 3) numbers.insert(row.front());
  }
  EXPECT_TRUE(numbers.contains("1a"));
  for (int number = 1; number <= 50; ++number) EXPECT_TRUE(numbers.contains(std::to_string(number))) << number;
}

}  // namespace
}  // namespace sgw::triage
