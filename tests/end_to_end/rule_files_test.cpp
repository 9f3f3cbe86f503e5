#include "tests/end_to_end/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;

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
        "/rules/2/explains: a list was expected", "/version: unknown key",
        "/rules/0/id: a rule of this name is in another file already (one)"}) {
    EXPECT_THAT(result.err, HasSubstr(problem));
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
