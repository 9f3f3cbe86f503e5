#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sgw::triage {
namespace {

namespace fs = std::filesystem;

// A folder of tests/triage/correlation is laid out as a bundle is (gateways/<instance>/…, probes/…, environment/…),
// with the verdict that the evidence, taken together, asks for in expected.json.
fs::path cases() { return fs::path(SGW_PROJECT_ROOT) / "tests" / "triage" / "correlation"; }

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(cases())) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

Role role_of(const fs::path& file) {
  static const std::map<std::string, Role> roles{
      {"state.json", Role::state},    {"settings.json", Role::settings},   {"status.json", Role::status},
      {"events.jsonl", Role::events}, {"stated-facts.json", Role::stated}, {"registry.json", Role::registry},
      {"host.json", Role::host}};
  if (file.parent_path().filename() == "probes") return Role::probe;
  const auto found = roles.find(file.filename().string());
  return found == roles.end() ? Role::log : found->second;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

JsonReader expected(const std::string& name) {
  return JsonReader::parse(sgw::test::read_file(cases() / name / "expected.json")).value();
}

Verdict judge(const std::string& name) {
  test::Lab lab;
  std::vector<fs::path> gateways;
  for (const auto& entry : fs::directory_iterator(cases() / name / "gateways")) gateways.push_back(entry.path());
  std::sort(gateways.begin(), gateways.end());
  const auto add = [&](const fs::path& file, std::optional<InstanceId> instance) {
    const std::string shown = fs::relative(file, cases() / name).string();
    lab.add(role_of(file), shown, sgw::test::read_file(file), instance);
  };
  for (const fs::path& gateway : gateways) {
    const InstanceId instance = lab.add_instance(gateway.filename().string());
    for (const fs::path& file : files_of(gateway)) add(file, instance);
  }
  for (const char* folder : {"probes", "environment"}) {
    for (const fs::path& file : files_of(cases() / name / folder)) add(file, std::nullopt);
  }
  return lab.judge(expected(name)["as_of"].text_or(""));
}

class Correlation : public testing::TestWithParam<std::string> {};

TEST_P(Correlation, TakesTheEvidenceTogether) {
  const Verdict verdict = judge(GetParam());
  const JsonReader wanted = expected(GetParam());
  std::string all = wanted["why"].text_or("") + "\n" + std::string(verdict.summary.view()) + "\n";
  for (const Finding& finding : verdict.findings) {
    all +=
        std::string(finding.rule.view()) + " <- " + std::string(finding.caused_by.value_or(SafeName()).view()) + "\n";
  }
  EXPECT_EQ(test::outline(verdict), wanted["verdict"].text_or("")) << all;
  ASSERT_TRUE(verdict.primary) << all;
  EXPECT_EQ(verdict.primary->view(), wanted["primary"].text_or("")) << all;
  ASSERT_FALSE(wanted["findings"].members().empty());
  for (const auto& [rule, words] : wanted["findings"].members()) {
    const Finding* found = test::finding(verdict, rule);
    ASSERT_NE(found, nullptr) << rule << "\n" << all;
    const std::string text = std::string(found->title.view()) + " " + std::string(found->says.view());
    EXPECT_THAT(text, testing::HasSubstr(words.text_or("(no text)"))) << rule;
  }
  for (const JsonReader& rule : wanted["effects"].items()) {
    const Finding* effect = test::finding(verdict, rule.text_or(""));
    ASSERT_NE(effect, nullptr) << rule.text_or("") << "\n" << all;
    EXPECT_TRUE(effect->caused_by) << rule.text_or("") << "\n" << all;
  }
  for (const JsonReader& rule : wanted["absent"].items())
    EXPECT_EQ(test::finding(verdict, rule.text_or("")), nullptr) << rule.text_or("") << "\n" << all;
}

INSTANTIATE_TEST_SUITE_P(Bundles, Correlation, testing::ValuesIn(names()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace sgw::triage
