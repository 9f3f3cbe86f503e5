#include "tests/support/temp_dir.hpp"
#include "tests/triage/bundle_folder.hpp"
#include "tests/triage/lab.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace sgw::triage {
namespace {

namespace fs = std::filesystem;

// tests/data/cases/situations.json: what a bundle holds of a gateway in trouble (its log, what its operator stated, the
// documents of a container engine), and whose the policy says it is. An `open` one may end undetermined, at low
// confidence or without an incident too: the evidence is a lead at most.
JsonReader read(const std::string& name) {
  const auto document = JsonReader::parse(sgw::test::read_file(fs::path(SGW_TEST_DATA) / "cases" / name));
  if (!document) throw std::runtime_error("no JSON: " + name);
  return *document;
}

std::vector<std::string> texts(const JsonReader& list) {
  std::vector<std::string> found;
  for (const JsonReader& item : list.items()) found.push_back(item.text_or(""));
  return found;
}

Verdict judge(const JsonReader& situation) {
  test::Lab lab;
  std::string log;
  for (const std::string& line : texts(situation["log"])) log += line + "\n";
  lab.add(Role::log, "gateway.log", log);
  lab.add(Role::stated, "stated-facts.json", situation["facts"].dump());
  for (const auto& [name, role] : {std::pair{"state", Role::state}, std::pair{"settings", Role::settings},
                                   std::pair{"status", Role::status}, std::pair{"probe", Role::probe}}) {
    const JsonReader document = situation["documents"][name];
    if (document.exists()) lab.add(role, std::string(name) + ".json", document.dump());
  }
  return lab.judge(situation["as_of"].text_or(""));
}

std::string findings(const Verdict& verdict) {
  std::string text = test::outline(verdict) + ":";
  for (const Finding& finding : verdict.findings) text += " " + std::string(finding.rule.view());
  return text;
}

bool is_open(const Verdict& verdict) {
  return verdict.owner == Owner::undetermined || verdict.owner == Owner::none || verdict.confidence == Confidence::low;
}

TEST(Situations, EndWithTheOwnerThatThePolicyNames) {
  const auto situations = read("situations.json")["situations"].items();
  ASSERT_GE(situations.size(), 200U);
  for (const JsonReader& situation : situations) {
    const std::string id = situation["id"].text_or("");
    const Verdict verdict = judge(situation);
    const auto owners = texts(situation["owners"]);
    if (!situation["open"].boolean_or(false) || !is_open(verdict)) {
      EXPECT_THAT(owners, testing::Contains(std::string(to_literal(verdict.owner).view()))) << id << findings(verdict);
    }
    if (situation["category"].exists()) {
      EXPECT_EQ(verdict.category.view(), situation["category"].text_or("")) << id << " " << findings(verdict);
    }
    if (situation["rule"].exists()) {
      EXPECT_NE(test::finding(verdict, situation["rule"].text_or("")), nullptr) << id << " " << findings(verdict);
    }
  }
}

// What findings rest on, over all bundles that the tests judge.
struct Seen {
  std::set<std::string> rules;
  std::set<std::string> clauses;

  void add(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings) {
      rules.emplace(finding.rule.view());
      for (const SafeText& clause : finding.clauses) clauses.emplace(clause.view());
    }
  }
};

Seen everything() {
  Seen seen;
  for (const JsonReader& situation : read("situations.json")["situations"].items()) seen.add(judge(situation));
  for (const JsonReader& report : read("reports.json")["reports"].items()) seen.add(judge(report));
  for (const auto& folder : fs::directory_iterator(fs::path(SGW_PROJECT_ROOT) / "tests" / "triage" / "scenarios")) {
    test::Lab lab;
    for (const auto& [name, role] : {std::pair{"gateway.log", Role::log}, std::pair{"facts.json", Role::stated}}) {
      if (fs::exists(folder.path() / name)) lab.add(role, name, sgw::test::read_file(folder.path() / name));
    }
    seen.add(lab.judge());
  }
  for (const auto& name : test::bundle_folders()) seen.add(test::judge_folder(name));
  return seen;
}

TEST(Situations, ShowEveryRuleAtWork) {
  const Seen seen = everything();
  for (const auto& rule : test::shipped_rules().rules()) {
    EXPECT_TRUE(seen.rules.contains(std::string(rule.id.view()))) << "no bundle makes it fire: " << rule.id.view();
  }
}

TEST(Situations, RestOnEveryClauseOfThePolicy) {
  const Seen seen = everything();
  for (const auto& clause : test::shipped_rules().clauses()) {
    // A request is a way to go, taken from the owner (tests/end_to_end/channels_test.cpp); no cause rests on it.
    if (clause.id.view() == "CH-REQUEST") continue;
    EXPECT_TRUE(seen.clauses.contains(std::string(clause.id.view()))) << "no finding cites " << clause.id.view();
  }
}

}  // namespace
}  // namespace sgw::triage
