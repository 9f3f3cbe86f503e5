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
        "/rules/0/when/line: does not compile", "/rules/0/weight: unknown key",
        "/rules/0/examples: needs an example for each of fires and silent",
        "/rules/0/explains/1: explains a rule that is not there (nobody)",
        "/rules/1/explains: what it explains leads back to it (two → one → two)",
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
