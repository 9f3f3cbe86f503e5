#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace sgw::test {
namespace {

struct Expected {
  const char* sample;
  const char* owner;
  const char* clause;  // one that must be cited; "" for none
  int check_code;
};

class Samples : public testing::TestWithParam<Expected> {};

TEST_P(Samples, EndWithTheRightOwnerAndClause) {
  const Expected& expected = GetParam();
  const auto result = run_program({"check", "--from", std::string("sample:") + expected.sample, "--json"});
  EXPECT_EQ(result.exit_code, expected.check_code) << result.err;
  const JsonReader verdict = document_of(result)["verdict"];
  EXPECT_EQ(verdict["schema"].text_or(""), "sgw-diag/verdict/1");
  EXPECT_EQ(verdict["owner"].text_or(""), expected.owner) << result.out;
  EXPECT_NE((clauses_of(verdict) + " ").find(expected.clause), std::string::npos) << result.out;
}

TEST(Check, AWordAboutAnOlderReleaseDoesNotTurnTheVerdict) {
  const std::vector<std::string> check = {"check", "--from", "sample:unsupported-version", "--latest-version"};
  for (const char* latest : {"2.0.0", "2.12.1", "2.99.0"}) {
    auto arguments = check;
    arguments.emplace_back(latest);
    EXPECT_EQ(run_program(arguments).exit_code, 13) << latest;
  }
}

TEST(Check, AMisspeltTierDecidesNothingAndIsSaid) {
  const TempDir scratch;
  const auto log = scratch.write("gw.log", "[Info] 2026-11-23T07:00:00.000 [ConfigurationLoaded]\n");
  const auto check = [&](const char* facts) {
    const auto file = scratch.write("facts.json", facts);
    return run_program({"check", "--logs", log.string(), "--facts", file.string()});
  };
  const auto misspelt = check(R"({"tier": "Preemium"})");
  EXPECT_NE(misspelt.exit_code, 12) << misspelt.out;
  EXPECT_NE(misspelt.err.find("Preemium"), std::string::npos) << misspelt.err;
  EXPECT_EQ(check(R"({"tier": "StandardV2"})").exit_code, 12);
  const auto number = check(R"({"tier": 5})");
  EXPECT_EQ(number.exit_code, 2);
  EXPECT_NE(number.err.find("/tier"), std::string::npos) << number.err;
}

TEST_P(Samples, CiteEvidenceThatIsInTheBundle) {
  const TempDir scratch;
  const auto result = run_program(
      {"collect", "--from", std::string("sample:") + GetParam().sample, "-o", scratch.path().string(), "--json"});
  ASSERT_TRUE(result.exit_code == 0 || result.exit_code == 1) << result.err;
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  for (const JsonReader& finding : document_of(result)["verdict"]["findings"].items()) {
    ASSERT_FALSE(finding["evidence"].items().empty()) << finding.dump();
    for (const JsonReader& place : finding["evidence"].items()) {
      const std::string file = place["file"].text_or("");
      ASSERT_TRUE(files.contains(file)) << place.dump();
      if (!place["line"].exists()) continue;
      std::istringstream lines(files.at(file));
      std::string line;
      for (std::int64_t i = 0; i < place["line"].integer_or(0); ++i)
        ASSERT_TRUE(std::getline(lines, line)) << place.dump();
      const std::string quoted = place["text"].text_or("").substr(0, 40);
      EXPECT_NE(line.find(quoted), std::string::npos) << place.dump() << "\n" << line;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Samples,
                         testing::Values(Expected{"healthy", "none", "", 0},
                                         Expected{"expired-token", "shared", "RESP-SH-AUTH", 11},
                                         Expected{"dns-failure", "customer", "RESP-CU-NETWORK", 12},
                                         Expected{"crash-loop", "microsoft", "SUP-IMAGE", 10},
                                         Expected{"oom", "customer", "RESP-CU-SLA", 12},
                                         Expected{"unsupported-version", "unsupported-version", "VER-WINDOW", 13}),
                         [](const testing::TestParamInfo<Expected>& row) {
                           std::string name(row.param.sample);
                           std::erase(name, '-');
                           return name;
                         });

TEST(Collect, WritesTheWholeLayoutWithPrivateRights) {
  const TempDir scratch;
  const auto result = run_program({"collect", "--from", "sample:expired-token", "-o", scratch.path().string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto bundle = only_bundle(scratch.path());
  struct stat info {};
  ASSERT_EQ(::stat(bundle.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  EXPECT_LT(bundle.filename().string().size(), 110U);
  const auto files = unpacked(bundle, scratch);
  for (const char* expected : {"SUMMARY.md", "support-request.md", "verdict.json", "manifest.json", "redaction.json",
                               "environment/host.json", "sgw-diag/run.log"}) {
    EXPECT_TRUE(files.contains(expected)) << expected;
  }
}

TEST(Collect, RepeatsToTheByteWithTheSameKeyAndClock) {
  const TempDir scratch;
  const std::string map = (scratch.path() / "map.json").string();
  ProcessOptions options;
  options.more_env = {"SOURCE_DATE_EPOCH=1790000000"};
  std::string first;
  for (const char* format : {"tar.gz", "tar.zst", "zip"}) {
    std::string bytes[2];
    for (int i = 0; i < 2; ++i) {
      const auto file = scratch.path() / (std::string("out") + std::to_string(i) + "." + format);
      const auto result = run_program(
          {"collect", "--from", "sample:dns-failure", "--map", map, "--format", format, "-o", file.string()}, options);
      ASSERT_EQ(result.exit_code, 0) << result.err;
      bytes[i] = read_file(file);
    }
    EXPECT_EQ(bytes[0], bytes[1]) << format;
    EXPECT_NE(bytes[0], first);
    first = bytes[0];
  }
}

TEST(Collect, NamesTheServiceNowhereUnderProfileStrict) {
  for (const auto& [profile, named] : std::map<std::string, bool>{{"support", true}, {"strict", false}}) {
    const TempDir scratch;
    const auto result = run_program(
        {"collect", "--from", "sample:expired-token", "--profile", profile, "-o", scratch.path().string(), "--json"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    std::string all = result.out + result.err;
    for (const auto& [path, bytes] : unpacked(only_bundle(scratch.path()), scratch))
      all.append(path).append("\n").append(bytes);
    EXPECT_EQ(all.find("contoso-apim") != std::string::npos, named) << profile;
    EXPECT_NE(all.find("TenantStarted"), std::string::npos);
  }
}

TEST(Collect, MakesOtherTagsInEachRunWithoutAMap) {
  const TempDir scratch;
  std::string documents[2];
  for (auto& document : documents) {
    const TempDir folder;
    const auto log =
        scratch.write("gateway.log", "[Info] 2026-03-04T09:39:54.666 [Db], connection: Password=hunter2x;\n");
    const auto result = run_program({"collect", "--logs", log.string(), "--no-probes", "-o", folder.path().string()});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const auto files = unpacked(only_bundle(folder.path()), folder);
    for (const auto& [path, bytes] : files) {
      const auto at = bytes.find("<redacted:");
      if (at != std::string::npos) document += bytes.substr(at, bytes.find('>', at) - at);
    }
  }
  EXPECT_FALSE(documents[0].empty());
  EXPECT_NE(documents[0], documents[1]);
}

TEST(Collect, PutsTheArchiveOnStandardOutputAndEverythingElseBeside) {
  const TempDir scratch;
  const auto result = run_program({"collect", "--from", "sample:oom", "-o", "-"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto bundle = scratch.write("sgw-diag-piped.tar.gz", result.out);
  EXPECT_TRUE(unpacked(bundle, scratch).contains("verdict.json"));
  EXPECT_NE(result.err.find("CUSTOMER"), std::string::npos) << result.err;
}

TEST(Verify, ProvesAFreshBundleAndSeesATamperedOne) {
  const TempDir scratch;
  ASSERT_EQ(run_program({"collect", "--from", "sample:healthy", "-o", scratch.path().string()}).exit_code, 0);
  const auto bundle = only_bundle(scratch.path());
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);

  const TempDir work;
  ASSERT_EQ(run({"bsdtar", "-xf", bundle.string(), "-C", work.path().string()}).exit_code, 0);
  const std::string root = bundle.filename().string().substr(0, bundle.filename().string().size() - 7);
  work.write(root + "/SUMMARY.md", "all is well\n");
  const auto tampered = scratch.path() / "tampered.tar.gz";
  ASSERT_EQ(run({"bsdtar", "-czf", tampered.string(), "-C", work.path().string(), root}).exit_code, 0);
  EXPECT_EQ(run_program({"verify", tampered.string()}).exit_code, 1);

  work.write(root + "/notes.txt", "config.service.auth=GatewayKey gw&203612010000&" + std::string(86, 'Q') + "==\n");
  const auto leaking = scratch.path() / "leaking.tar.gz";
  ASSERT_EQ(run({"bsdtar", "-czf", leaking.string(), "-C", work.path().string(), root}).exit_code, 0);
  EXPECT_EQ(run_program({"verify", leaking.string()}).exit_code, 4);
}

TEST(Inspect, FindsTheSameInTheBundleAtTheSameTime) {
  for (const char* sample : {"expired-token", "dns-failure", "proxy-tls-interception"}) {
    const TempDir scratch;
    const auto collected =
        run_program({"collect", "--from", std::string("sample:") + sample, "-o", scratch.path().string(), "--json"});
    ASSERT_EQ(collected.exit_code, 0) << collected.err;
    const auto bundle = only_bundle(scratch.path());
    const auto result = run_program({"inspect", bundle.string(), "--json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    // Evidence and all: what is pseudonymous stays as it is, and is not made so once more.
    EXPECT_EQ(document_of(result)["verdict"]["findings"].dump(), document_of(collected)["verdict"]["findings"].dump());
  }
}

TEST(Inspect, JudgesAtTheTimeOfTheBundleAndSaysSo) {
  const TempDir scratch;
  ProcessOptions later;  // after the recorded token's end
  later.more_env = {"SOURCE_DATE_EPOCH=1796000000"};
  const std::string folder = scratch.path().string();
  ASSERT_EQ(run_program({"collect", "--from", "sample:healthy", "-o", folder}, later).exit_code, 0);
  const auto bundle = only_bundle(scratch.path());
  const auto manifest = JsonReader::parse(unpacked(bundle, scratch).at("manifest.json"));
  ASSERT_TRUE(manifest);
  const auto result = run_program({"inspect", bundle.string()}, later);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.out.find("rules agree with the verdict"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("Judged at " + (*manifest)["as_of"].text_or("(none)") + "."), std::string::npos)
      << result.out;
  const auto other = run_program({"inspect", bundle.string(), "--as-of", "2026-11-30T00:00Z"}, later);
  EXPECT_NE(other.out.find("  owner: none -> shared\n"), std::string::npos) << other.out;
  EXPECT_NE(other.out.find("Judged at 2026-11-30T00:00:00Z."), std::string::npos) << other.out;
}

TEST(Inspect, SaysWhatTodaysVerdictMakesDifferent) {
  const TempDir scratch;
  ASSERT_EQ(run_program({"collect", "--from", "sample:expired-token", "-o", scratch.path().string()}).exit_code, 0);
  const auto bundle = only_bundle(scratch.path());
  const auto same = run_program({"inspect", bundle.string(), "--json"});
  EXPECT_TRUE(document_of(same)["changes"].is_array());
  EXPECT_TRUE(document_of(same)["changes"].items().empty()) << same.out;
  const auto earlier = run_program({"inspect", bundle.string(), "--as-of", "2026-10-20T00:00Z"});
  EXPECT_NE(earlier.out.find("Today's rules differ from the verdict in the bundle:"), std::string::npos);
  EXPECT_NE(earlier.out.find("  no longer found: token-expired (shared, confidence high)\n"), std::string::npos)
      << earlier.out;
}

TEST(Rules, ExplainSaysWhereToGoAndWhatWouldChangeIt) {
  const auto result = run_program({"rules", "explain", "endpoint-dns"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  for (const char* part :
       {"\nWhy: ", "\nImpact: ", "\nWhat to do:\n", "\nWhere to take it: The people who run that part",
        "\nWhat would change it:\n", "\nIts effects:\n", "RESP-CU-NETWORK: "}) {
    EXPECT_NE(result.out.find(part), std::string::npos) << part << "\n" << result.out;
  }
  const auto crash = run_program({"rules", "explain", "crash-native"});
  EXPECT_NE(crash.out.find("outside the support window makes it unsupported-version"), std::string::npos);
  EXPECT_NE(crash.out.find("CH-REQUEST"), std::string::npos);
}

}  // namespace
}  // namespace sgw::test
