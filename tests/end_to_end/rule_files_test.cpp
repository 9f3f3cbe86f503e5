#include "tests/end_to_end/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string bad(const std::string& name) { return std::string(SGW_TEST_DATA) + "/cases/bad_rules/" + name; }

TEST(RuleFiles, TellEveryProblemOfEveryFileAtOnceAndLoadNothing) {
  const TempDir scratch;
  const auto bundle = scratch / "sgw-diag-none.tar.gz";
  const auto result = run_program({"collect", "--from", "sample:healthy", "--rules", bad("first.json"), "--rules",
                                   bad("second.json"), "-o", bundle.string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_FALSE(std::filesystem::exists(bundle));
  for (const char* problem :
       {"first.json", "second.json", "/rules/0/clauses: is no known clause (RESP-NOBODY)",
        "/rules/0/when/line: does not compile (missing ): ()", "/rules/0/weight: unknown key",
        "/rules/0/examples: needs an example for each of fires and silent",
        "/rules/0/explains/1: explains a rule that is not there (nobody)",
        "/rules/0/explains: what it explains leads back to it (one → two → one)",
        "/rules/2/id: repeats a rule of this file (two)", "/rules/2/owner: is no owner",
        "/rules/2/confidence: is no confidence", "/rules/2/when/fact: is no known fact (state.exitcode)",
        "/rules/2: needs at least one next step", "/rules/2/image: is neither true nor false",
        "/rules/2/explains: a list was expected",
        "/rules/3/examples/fires/1: is an example on which the rule does not fire (three)",
        "/rules/3/examples/silent/1: is an example on which the rule is not silent (three)", "/version: unknown key",
        "/rules/0/id: a rule of this name is in another file already (one)"}) {
    EXPECT_THAT(result.err, HasSubstr(problem));
  }
  // A rule that could not be read whole is not tried; what holds is no problem.
  for (const char* other : {"/rules/0/examples/", "/rules/1/examples/", "/rules/2/examples/", "fires/0", "silent/0"})
    EXPECT_THAT(result.err, Not(HasSubstr(other)));
}

TEST(RuleFiles, WithAnExampleThatDoesNotHoldAreRefusedAlone) {
  const TempDir scratch;
  const auto mine = scratch.write("mine.json", R"({"rules": [{"id": "mine", "owner": "customer", "category": "disk",
    "clauses": ["RESP-CU-HOSTING"], "confidence": "low", "when": {"all": [{"fact": "state.exit_code", "is": 7},
    {"fact": "tier", "is": "premium"}]}, "title": "Mine", "says": "Mine.", "next_steps": ["Nothing."],
    "examples": {"fires": [{"facts": {"state": {"exit_code": 7}}, "stated": {"tier": "premium"}},
                           {"facts": {"state": {"exit_code": 8}}, "stated": {"tier": "premium"}}],
                 "silent": [{"facts": {"state": {"exit_code": 7}}}]}}]})");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check", "--from", "sample:healthy", "--rules", mine.string()},
        std::vector<std::string>{"rules", "test", mine.string()}}) {
    const auto result = run_program(command);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err,
                HasSubstr("mine.json\n  /rules/0/examples/fires/1: is an example on which the rule does not fire"));
    EXPECT_THAT(result.err, Not(HasSubstr("silent/0")));
  }
}

TEST(RuleFiles, ThatAreNoJsonAreToldBesideTheOthers) {
  const TempDir scratch;
  const auto broken = scratch.write("broken.json", R"({"rules": [)");
  const auto result =
      run_program({"check", "--from", "sample:healthy", "--rules", broken.string(), "--rules", bad("second.json")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("broken.json"));
  EXPECT_THAT(result.err, HasSubstr("/version: unknown key"));
}

// A rule that is to take the place of a shipped one begins as a copy of it.
TEST(RuleFiles, MayHoldAnyShippedRule) {
  const TempDir scratch;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(SGW_PROJECT_ROOT) + "/templates/triage")) {
    const std::string text = read_file(entry.path());
    const auto document = JsonReader::parse(text);
    ASSERT_TRUE(document) << entry.path();
    if (!(*document)["rules"].is_array()) continue;
    const auto copy = scratch.write("mine.json", text);
    const auto result = run_program({"rules", "test", copy.string()});
    EXPECT_EQ(result.exit_code, 0) << entry.path() << result.out << result.err;
    ++files;
  }
  EXPECT_GE(files, 8U);
}

TEST(RuleFiles, WithACircleTellItOnceAndBlameNoShippedFile) {
  const TempDir scratch;
  const auto mine = scratch.write("mine.json", R"({"rules": [{"id": "health-check-failing", "owner": "customer",
    "category": "c", "clauses": ["RESP-CU-HOSTING"], "confidence": "low", "when": {"line": "one"}, "title": "t",
    "says": "s", "next_steps": ["n"], "explains": ["endpoint-dns"],
    "examples": {"fires": ["one"], "silent": ["two"]}}]})");
  const auto result = run_program({"check", "--from", "sample:healthy", "--rules", mine.string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("(health-check-failing → endpoint-dns → health-check-failing)"));
  EXPECT_EQ(result.err.find("leads back"), result.err.rfind("leads back"));
  EXPECT_THAT(result.err, Not(HasSubstr("templates/triage")));
}

TEST(RuleFiles, WithAKeyTwiceAreRefused) {
  const TempDir scratch;
  const auto mine = scratch.write("mine.json", R"({"rules": [{"id": "first", "owner": "customer",
    "category": "c", "clauses": ["RESP-CU-HOSTING"], "confidence": "low", "when": {"line": ""}, "title": "t",
    "says": "s", "next_steps": ["n"], "id": "second", "examples": {"fires": ["one"], "silent": ["two"]}}]})");
  const auto result = run_program({"check", "--from", "sample:healthy", "--rules", mine.string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("/rules/0/id: is there more than once"));
  EXPECT_THAT(result.err, HasSubstr("/rules/0/when/line: is empty"));
}

TEST(RuleFiles, AreListedAndExplained) {
  const TempDir scratch;
  const auto mine = scratch.write("mine.json", R"({"rules": [{"id": "mine", "owner": "customer",
    "category": "c", "clauses": ["RESP-CU-HOSTING"], "confidence": "low", "when": {"line": "one"}, "title": "t",
    "says": "Because of one.", "next_steps": ["n"], "examples": {"fires": ["one"], "silent": ["two"]}}]})");
  const auto listed = run_program({"rules", "list", "--rules", mine.string()});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("\n  mine  customer  low  RESP-CU-HOSTING\n"));
  const auto explained = run_program({"rules", "explain", "mine", "--rules", mine.string()});
  EXPECT_EQ(explained.exit_code, 0) << explained.err;
  EXPECT_THAT(explained.out, HasSubstr("Why: Because of one."));
  EXPECT_EQ(run_program({"rules", "explain", "mine"}).exit_code, 2);
}

TEST(RuleFiles, MayReplaceABuiltInRuleAndTheManifestSaysSo) {
  const TempDir scratch;
  const auto mine = scratch.write("mine.json", R"({"rules": [{"id": "healthy", "kind": "benign", "owner": "none",
    "category": "healthy", "clauses": ["CH-COMMUNITY"], "confidence": "low", "when": {"event": "TenantStarted"},
    "title": "Mine", "says": "Mine.", "next_steps": ["Nothing."],
    "examples": {"fires": ["[Info] [TenantStarted]"], "silent": ["[Info] [Other]"]}}]})");
  const auto bundle = scratch / "sgw-diag-mine.tar.gz";
  const auto result =
      run_program({"collect", "--from", "sample:healthy", "--rules", mine.string(), "-o", bundle.string(), "--json"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Mine"));
  const auto files = unpacked(bundle, scratch);
  const auto manifest = JsonReader::parse(files.at("manifest.json"));
  ASSERT_TRUE(manifest);
  EXPECT_THAT(manifest->dump(), HasSubstr(R"("replaces":["healthy"])"));
}

}  // namespace
}  // namespace sgw::test
