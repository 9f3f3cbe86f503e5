#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

namespace sgw::test {
namespace {

// Reports from the field (tests/data/cases/reports.json): what a gateway printed and what its operator knew, when, and
// whose it was. `decidable` ones must come out with owner and category; of the others the evidence does not tell, and
// the program must not pretend that it does. `later` is the same evidence judged when other versions were supported.
constexpr std::size_t k_reports = 100;
constexpr std::array<std::string_view, 6> k_owners{"microsoft",           "shared", "customer",
                                                   "unsupported-version", "none",   "undetermined"};

JsonReader data(const std::string& name) {
  const std::string path = std::string(SGW_TEST_DATA) + "/cases/" + name;
  const auto document = JsonReader::parse(read_file(path));
  if (!document) throw std::runtime_error("no JSON in " + path);
  return *document;
}

std::vector<std::string> texts(const JsonReader& list) {
  std::vector<std::string> found;
  for (const JsonReader& item : list.items()) found.push_back(item.text_or(""));
  return found;
}

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Who was right (row), what the program said (column).
class ConfusionTable {
 public:
  void add(const std::string& wanted, const std::string& said) { ++counts_[index(wanted)][index(said)]; }

  std::string text(const std::string& title) const {
    std::ostringstream out;
    out << title << "\n" << std::string(22, ' ');
    for (const auto owner : k_owners) out << " " << owner;
    for (std::size_t row = 0; row < k_owners.size(); ++row) {
      out << "\n  " << k_owners[row] << std::string(20 - k_owners[row].size(), ' ');
      for (std::size_t column = 0; column < k_owners.size(); ++column) {
        const std::string count = counts_[row][column] == 0 ? "." : std::to_string(counts_[row][column]);
        out << std::string(k_owners[column].size() + 1 - count.size(), ' ') << count;
      }
    }
    out << "\n";
    return out.str();
  }

 private:
  static std::size_t index(const std::string& owner) {
    const auto found = std::find(k_owners.begin(), k_owners.end(), owner);
    if (found == k_owners.end()) throw std::runtime_error("no owner: " + owner);
    return static_cast<std::size_t>(found - k_owners.begin());
  }

  std::array<std::array<int, k_owners.size()>, k_owners.size()> counts_{};
};

struct Said {
  std::string owner;
  std::string category;
  std::string confidence;
  std::string all;
};

Said ask(const JsonReader& report, const std::string& as_of) {
  const TempDir scratch;
  std::string log;
  for (const std::string& line : texts(report["log"])) log += line + "\n";
  const auto log_file = scratch.write("gateway.log", log);
  const auto facts_file = scratch.write("facts.json", report["facts"].dump());
  const auto result = run_program({"check", "--from", "files", "--logs", log_file.string(), "--facts",
                                   facts_file.string(), "--as-of", as_of, "--json"});
  const JsonReader verdict = document_of(result)["verdict"];
  return {verdict["owner"].text_or(""), verdict["category"].text_or(""), verdict["confidence"].text_or(""),
          result.out + result.err};
}

// Of what the evidence does not tell, an owner is a lead at most.
bool is_open(const Said& said) {
  return said.owner == "undetermined" || said.owner == "none" || said.confidence == "low";
}

TEST(RealCases, EndWithTheOwnerOrLeaveItOpen) {
  std::array<ConfusionTable, 2> tables;  // decidable, not decidable
  std::array<ConfusionTable, 2> later_tables;
  const auto reports = data("reports.json")["reports"].items();
  ASSERT_EQ(reports.size(), k_reports);
  for (const JsonReader& report : reports) {
    const bool decidable = report["decidable"].boolean_or(false);
    const std::size_t kind = decidable ? 0 : 1;
    const std::string id = report["id"].text_or("");
    const auto owners = texts(report["owners"]);
    const Said said = ask(report, report["as_of"].text_or(""));
    tables[kind].add(holds(owners, said.owner) ? said.owner : owners.at(0), said.owner);
    const bool right = holds(owners, said.owner);
    EXPECT_TRUE(right || (!decidable && is_open(said))) << id << " expects " << owners.at(0) << "\n" << said.all;
    if (decidable) {
      EXPECT_EQ(said.category, report["category"].text_or("")) << id << "\n" << said.all;
    }
    if (!report["later"].exists()) continue;
    const auto then = texts(report["later"]["owners"]);
    const Said again = ask(report, report["later"]["as_of"].text_or(""));
    later_tables[kind].add(then.at(0), again.owner);
    EXPECT_TRUE(holds(then, again.owner) || (!decidable && is_open(again)))
        << id << " later expects " << then.at(0) << "\n"
        << again.all;
  }
  const std::string text = tables[0].text("Reports that the evidence decides (row: owner, column: said)") +
                           tables[1].text("Reports that it does not decide") +
                           later_tables[0].text("Decided, judged again later") +
                           later_tables[1].text("Not decided, judged again later");
  std::cout << text;
  std::ofstream(SGW_CONFUSION_TABLE) << text;  // `make test` prints it at its end
}

TEST(RealCases, SpeakOfCategoriesThatTheVocabularyHas) {
  std::set<std::string> known;
  for (const std::string& slug : texts(data("categories.json")["reported"])) EXPECT_TRUE(known.insert(slug).second);
  std::set<std::string> used;
  for (const JsonReader& report : data("reports.json")["reports"].items()) used.insert(report["category"].text_or(""));
  EXPECT_EQ(used, known);
}

}  // namespace
}  // namespace sgw::test
