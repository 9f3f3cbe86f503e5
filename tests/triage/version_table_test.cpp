#include "src/triage/version_table.hpp"

#include "tests/support/resource_forge.hpp"
#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>
#include <set>

namespace sgw::triage {
namespace {

TEST(Version, ReadsTagsBuildNumbersAndLines) {
  EXPECT_EQ(Version::parse("2.10.1"), (Version{2, 10, 1}));
  EXPECT_EQ(Version::parse("v2.10.1"), (Version{2, 10, 1}));
  EXPECT_EQ(Version::parse("2.10"), (Version{2, 10, std::nullopt}));
  EXPECT_EQ(Version::parse("2.10.3197.0"), (Version{2, 10, std::nullopt}));
  EXPECT_EQ(Version::parse("2.8.2992"), (Version{2, 8, std::nullopt}));
  for (const char* text :
       {"latest", "v2", "2", "", "2.", ".2", "2.1.x", "2.1.0-preview-1", "1.2.3.4.5", "99999999999.1"}) {
    EXPECT_FALSE(Version::parse(text)) << text;
  }
}

TEST(Version, ComparesOnlyWhereThePatchIsKnown) {
  EXPECT_EQ(older({2, 7, std::nullopt}, {2, 8, 0}), true);
  EXPECT_EQ(older({2, 8, std::nullopt}, {2, 8, 1}), std::nullopt);
  EXPECT_EQ(older({2, 8, std::nullopt}, {2, 8, 0}), false);
  EXPECT_EQ(older({2, 8, 0}, {2, 8, 1}), true);
  EXPECT_EQ(older({2, 12, 3}, {2, 9, 2}), false);
}

struct WindowCase {
  const char* tag;
  const char* latest;
  const char* as_of;
  const char* support;
  const char* reason;
};

class Window : public testing::TestWithParam<WindowCase> {};

// The worked examples of the published policy and of this project's reading of it.
TEST_P(Window, IsJudged) {
  const WindowCase& one = GetParam();
  test::Lab lab;
  lab.add(Role::state, "state.json", std::string(R"({"tag": ")") + one.tag + "\"}");
  Evidence evidence = lab.evidence(one.as_of);
  JudgeOptions options;
  if (*one.latest != '\0') options.latest_version = Version::parse(one.latest);
  test::shipped_rules().classify(evidence, options);
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.text("version.support")->view(), one.support) << one.tag;
  EXPECT_EQ(facts.text("version.reason").value_or(SafeText()).view(), one.reason) << one.tag;
}

INSTANTIATE_TEST_SUITE_P(Policy, Window,
                         testing::Values(WindowCase{"2.10.0", "", "", "supported", "VER-WINDOW"},
                                         WindowCase{"2.9.2", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.12.0-preview-1", "", "", "unsupported", "VER-PREVIEW"},
                                         WindowCase{"v2-preview", "", "", "unsupported", "VER-PREVIEW"},
                                         WindowCase{"beta", "", "", "unsupported", "VER-BETA"},
                                         WindowCase{"BETA", "", "", "unsupported", "VER-BETA"},
                                         WindowCase{"2.7.4-beta", "", "", "unsupported", "VER-BETA"},
                                         WindowCase{"v2_beta2", "", "", "unsupported", "VER-BETA"},
                                         WindowCase{"2.12.3-PREVIEW.1", "", "", "unsupported", "VER-PREVIEW"},
                                         WindowCase{"2.7.1-alpine", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.7.1-amd64", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.7.1_fix", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"V2.7.1", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.12.3-alpine", "", "", "supported", "VER-WINDOW"},
                                         WindowCase{"v1", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"1", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"v0", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"v1", "", "2023-07-08", "unknown", ""},
                                         WindowCase{"build-2.7.1", "", "", "unknown", ""},
                                         WindowCase{"latest", "", "", "unknown", ""},
                                         WindowCase{"v2", "", "", "unknown", ""},
                                         WindowCase{"1.2.5", "", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.13.0", "", "", "supported", "VER-WINDOW"},
                                         WindowCase{"1.2.3", "", "2021-07-08", "supported", "VER-WINDOW"},
                                         WindowCase{"1.2.3", "", "2023-10-02", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.7.2", "", "2024-11-26", "supported", "VER-WINDOW"},
                                         WindowCase{"2.0.0", "", "2025-03-10", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.10.0", "", "2026-09-17", "supported", "VER-WINDOW"},
                                         WindowCase{"2.9.2", "3.0.0", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.10.0", "2.13.0", "", "unsupported", "VER-WINDOW"},
                                         // What is older than the table's newest takes nothing from it.
                                         WindowCase{"2.8.1", "2.0.0", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.8.1", "2.9", "", "unsupported", "VER-WINDOW"},
                                         WindowCase{"2.8.1", "2.12.0", "", "unsupported", "VER-WINDOW"}));

TEST(JudgeWindow, IsTheNewestReleaseAndTheLinesBeforeIt) {
  ResourceStore store;
  store.add(triage_data());
  const auto resource = store.find("templates/triage/versions.json");
  ASSERT_TRUE(resource);
  const auto table = VersionTable::read(*resource);
  ASSERT_TRUE(table) << table.error().text().view();
  const auto judged = [&](const Version& running, const Version& latest) {
    return judge_window(running, latest, *table, table->date()).support.view();
  };
  EXPECT_EQ(judged({2, 2, 7}, {2, 2, 0}), "supported");
  EXPECT_EQ(judged({2, 0, 3}, {2, 2, 0}), "supported");
  EXPECT_EQ(judged({2, 9, 0}, {2, 11, 1}), "supported");
  EXPECT_EQ(judged({2, 8, 1}, {2, 11, 1}), "unsupported");
}

TEST(VersionTable, KnowsWhatEachReleasePutRightAndWhoRecognisesIt) {
  ResourceStore store;
  store.add(triage_data());
  const auto table = VersionTable::read(*store.find("templates/triage/versions.json"));
  ASSERT_TRUE(table) << table.error().text().view();
  ASSERT_NE(table->fix_for("memory-growth-2-7"), nullptr);
  EXPECT_EQ(table->fix_for("memory-growth-2-7")->fixed_in, (Version{2, 8, 0}));
  EXPECT_EQ(table->fix_for("no-such-rule"), nullptr);
  std::set<std::string> ids;
  for (const auto& rule : test::shipped_rules().rules()) ids.emplace(rule.id.view());
  for (const VersionTable::Fix& fix : table->fixes()) {
    EXPECT_TRUE(table->knows(fix.fixed_in)) << fix.fixed_in.text().view();
    EXPECT_EQ(older(fix.since.value_or(Version{0, 1, 0}), fix.fixed_in), true) << fix.what.view();
    for (const std::string& rule : fix.rules) EXPECT_TRUE(ids.contains(rule)) << rule;
  }
}

TEST(VersionTable, SaysWhatIsWrongWithAFix) {
  const auto read = [](const std::string& fixes) {
    const std::string text =
        R"({"date": "2026-11-20", "latest": "2.12.3", "releases": [{"version": "2.12.3"}], "fixes": [)" + fixes + "]}";
    const auto table = VersionTable::read(ResourceForge::of(text));
    return table ? std::string() : std::string(table.error().text().view());
  };
  EXPECT_EQ(read(R"({"fixed_in": "2.12.3", "what": "x"})"), "");
  EXPECT_NE(read(R"({"fixed_in": "soon", "what": "x"})").find("is no version"), std::string::npos);
  EXPECT_NE(read(R"({"fixed_in": "2.12.3", "what": "x", "since": "2"})").find("is no version"), std::string::npos);
  EXPECT_NE(read(R"({"fixed_in": "2.12.3"})").find("what"), std::string::npos);
  EXPECT_NE(read(R"({"fixed_in": "2.12.3", "what": "x", "rule": "y"})").find("rule"), std::string::npos);
}

TEST(VersionFacts, ListTheFixesThatARunningReleaseLacks) {
  const auto missed = [](const std::string& tag, std::string_view as_of) {
    test::Lab lab;
    lab.add(Role::state, "state.json", R"({"tag": ")" + tag + "\"}");
    Evidence evidence = lab.evidence(as_of);
    test::shipped_rules().classify(evidence, {});
    std::vector<std::string> found;
    for (const Fact& fact : evidence.facts.front().facts.all("version.fixes_missed"))
      found.emplace_back(to_text(fact.value).view());
    return found;
  };
  EXPECT_EQ(missed("2.12.3", ""), std::vector<std::string>{});
  EXPECT_EQ(missed("2.12.2", ""), (std::vector<std::string>{"2.12.3: a root certificate of the base image",
                                                            "2.12.3: security updates of the runtime"}));
  // 2.11 never had what 2.12.0 brought.
  EXPECT_EQ(missed("2.11.1", "").back(), "2.12.2: security updates");
  EXPECT_EQ(missed("2.7.1", "2025-02-01").front(), "2.8.0: a setting of quota storage was looked for in vain");
}

TEST(VersionFacts, TrustTheBannerForTheLineAndSaySo) {
  test::Lab lab;
  lab.add(Role::state, "state.json", R"({"tag": "latest"})");
  lab.add(Role::log, "current.log", "version: 2.10.3197.0\n");
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.text("version.minor")->view(), "2.10");
  EXPECT_EQ(facts.text("version.kind")->view(), "rolling");
  EXPECT_EQ(facts.text("version.source")->view(), "banner");
  EXPECT_EQ(facts.text("version.support")->view(), "supported");
}

TEST(VersionFacts, TrustTheBannerMoreThanATagOfAGeneration) {
  test::Lab lab;
  lab.add(Role::state, "state.json", R"({"tag": "1"})");
  lab.add(Role::log, "current.log", "version: 2.12.3301.0\n");
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  EXPECT_EQ(evidence.facts.front().facts.text("version.support")->view(), "supported");
}

TEST(VersionFacts, SayOfATagOfARetiredGenerationThatItIs) {
  test::Lab lab;
  lab.add(Role::state, "state.json", R"({"tag": "v1"})");
  Evidence evidence = lab.evidence();
  const Verdict verdict = test::shipped_rules().classify(evidence, {});
  EXPECT_EQ(evidence.facts.front().facts.text("version.number")->view(), "1");
  EXPECT_TRUE(std::any_of(verdict.findings.begin(), verdict.findings.end(),
                          [](const Finding& one) { return one.rule.view() == "version-retired"; }));
}

TEST(VersionFacts, OfADigestAreUnknownWithoutABanner) {
  test::Lab lab;
  lab.add(Role::state, "state.json", R"({"image_digests": ["mcr.example/gateway@sha256:00"]})");
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.text("version.kind")->view(), "digest");
  EXPECT_EQ(facts.text("version.support")->view(), "unknown");
}

}  // namespace
}  // namespace sgw::triage
