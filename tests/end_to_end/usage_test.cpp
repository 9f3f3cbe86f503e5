#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

namespace sgw::test {
namespace {

TEST(Usage, AnswersNonsenseWithCodeTwoAndWhatWasExpected) {
  struct Case {
    std::vector<std::string> arguments;
    const char* says;
  };
  const std::vector<Case> cases = {
      {{"collect", "--since", "soonish"}, "--since"},
      {{"collect", "--timeout", "-5s"}, "--timeout"},
      {{"collect", "--max-size", "big"}, "--max-size"},
      {{"collect", "--from", "sample:nosuch"}, "healthy"},
      {{"collect", "--from", "nowhere"}, "docker"},
      {{"collect", "--format", "rar"}, "--format"},
      {{"collect", "--nonsense"}, "--nonsense"},
      {{"check", "--as-of", "yesterday"}, "--as-of"},
      {{"check", "--from", "sample:unsupported-version", "--latest-version", "2.12.l"}, "--latest-version"},
      {{"collect", "--from", "sample:oom", "--started", "nonsense"}, "--started"},
      {{"check", "--from", "podman", "--endpoint", "not a host"}, "--endpoint"},
      {{"check", "--from", "docker", "--endpoint", "127.0.0.1:99999"}, "--endpoint"},
      {{"collect", "--from", "sample:oom", "--endpoint", "ftp://contoso.example"}, "--endpoint"},
      {{"inspect", "bundle.tar.gz", "--latest-version", "newest"}, "--latest-version"},
      {{"rules", "explain", "no-such-rule"}, "no-such-rule"},
      {{}, "a command is expected"},
      {{"report"}, "unknown command report; expected collect"},
      {{"colect"}, "did you mean collect?\nRun sgw-diag --help"},
      {{"collect", "--form", "auto"}, "did you mean --from or --format?\nRun sgw-diag collect --help"},
      {{"collect", "--format", "0"}, "--format: expected tar.gz, tar.zst or zip"},
      {{"collect", "--profile", "1"}, "--profile: expected support or strict"},
      {{"collect", "--from", "sample:oom", "extra"}, "extra is no place"},
  };
  for (const Case& row : cases) {
    const auto result = run_program(row.arguments);
    EXPECT_EQ(result.exit_code, 2) << (row.arguments.empty() ? "" : row.arguments.back()) << result.err;
    EXPECT_NE(result.err.find(row.says), std::string::npos) << result.err;
    EXPECT_TRUE(result.out.empty()) << result.out;
  }
}

TEST(Usage, NeverRepeatsASecretThatWasTyped) {
  const std::string token = "GatewayKey gw&203612010000&" + std::string(86, 'Z') + "==";
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"collect", "--from", token},
        {"collect", "--since", token},
        {"collect", "--tokn", token},
        {"collect", "--logs", "/nowhere/" + token},
        {"verify", "/nowhere/" + token},
        {"rules", "explain", token},
        {"collect", "--rules", "/nowhere/" + token},
        {"collect", "--docker-host", "tcp://ops:" + std::string(20, 'Z') + "@127.0.0.1:9", "--from", "docker"}}) {
    const auto result = run_program(arguments);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_EQ((result.out + result.err).find(std::string(20, 'Z')), std::string::npos) << result.out << result.err;
  }
}

TEST(Usage, HelpAndVersionGoToStandardOutput) {
  const auto version = run_program({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_TRUE(version.out.starts_with("sgw-diag ")) << version.out;
  const auto help = run_program({"collect", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* flag : {"--from", "--logs", "--facts", "--timeout", "--max-size", "--map", "--json"}) {
    EXPECT_NE(help.out.find(flag), std::string::npos) << flag;
  }
  // What comes with a later version is not offered.
  const auto all = run_program({"--help"});
  EXPECT_EQ(all.out.find("  diff"), std::string::npos);
}

TEST(NothingFound, EndsWithCodeThreeAndSaysWhereItLooked) {
  const TempDir scratch;
  ProcessOptions options;
  const std::string socket = (scratch.path() / "none.sock").string();
  options.more_env = {"DOCKER_HOST=unix://" + socket, "CONTAINER_HOST=unix://" + socket};
  options.folder = scratch.path();
  const auto result = run_program({"collect", "--timeout", "20s"}, options);
  EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
  EXPECT_NE(result.err.find("none.sock"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("sample:"), std::string::npos) << result.err;
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

TEST(Output, RefusesAPlaceThatCannotTakeTheBundleAndLeavesNothing) {
  const TempDir scratch;
  const auto taken = scratch.write("taken.tar.gz", "mine");
  const auto run_to = [&](const std::string& out) {
    return run_program({"collect", "--from", "sample:healthy", "-o", out});
  };
  EXPECT_EQ(run_to(taken.string()).exit_code, 5);
  EXPECT_EQ(read_file(taken), "mine");
  EXPECT_EQ(run_to((scratch.path() / "no" / "such" / "folder.tar.gz").string()).exit_code, 5);
  const auto refused = run_to("/proc/sgw-diag.tar.gz");
  EXPECT_EQ(refused.exit_code, 5);
  EXPECT_NE(refused.err.find(": /proc/sgw-diag.tar.gz"), std::string::npos) << refused.err;
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::recursive_directory_iterator(scratch.path())) ++files;
  EXPECT_EQ(files, 1U);
}

TEST(Output, SaysThatTheDiskIsFullAndLeavesNothing) {
  const TempDir scratch;
  // A file-size limit fails the write like a full disk does, without a mount.
  const auto result = run({"sh", "-c", R"(ulimit -f 1; exec "$0" collect --from sample:healthy -o "$1")",
                           program_path(), scratch.path().string()});
  EXPECT_EQ(result.exit_code, 5) << result.err;
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path())) << result.err;
}

TEST(Output, SaysWhenStandardOutputDoesNotTakeTheResult) {
  for (const std::string command : {"check --from sample:healthy", "--help", "rules list"}) {
    const auto result = run({"sh", "-c", "exec \"$0\" " + command + " >/dev/full", program_path()});
    EXPECT_EQ(result.exit_code, 5) << command;
    EXPECT_NE(result.err.find("standard output did not take the whole result"), std::string::npos) << result.err;
  }
}

TEST(Output, TakesTheNextNameWhenItsOwnIsTaken) {
  const TempDir scratch;
  ProcessOptions options;
  options.more_env = {"SOURCE_DATE_EPOCH=1790000000"};
  for (int i = 0; i < 3; ++i) {
    const auto result =
        run_program({"collect", "--from", "sample:healthy", "-o", scratch.path().string(), "-q"}, options);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path()), {}), i + 1);
  }
}

TEST(Output, IsOnlyResultsAndErrorsWhenQuiet) {
  const TempDir scratch;
  const std::string socket = "unix://" + (scratch.path() / "none.sock").string();
  const auto nothing = run_program({"check", "--from", "docker", "--docker-host", socket, "-q", "--json"});
  EXPECT_EQ(nothing.exit_code, 3);
  EXPECT_EQ(nothing.err, "sgw-diag: no self-hosted gateway found\n");
  EXPECT_EQ(document_of(nothing)["exit_code"].integer_or(0), 3);
  const auto done = run_program({"collect", "--from", "sample:oom", "-q", "--json", "-o", scratch.path().string()});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(document_of(done)["bundle"]["path"].text_or(""), only_bundle(scratch.path()).string());
}

TEST(Output, CodesOfTheVerdictWinOverGapsOnlyWhenAskedFor) {
  const TempDir scratch;
  const auto code_of = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"collect", "--from", "sample:oom", "-q", "-o", scratch.path().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments).exit_code;
  };
  EXPECT_EQ(code_of({}), 0);
  EXPECT_EQ(code_of({"--exit-code"}), 12);
  EXPECT_EQ(code_of({"--exit-code", "--max-size", "1"}), 5);
  EXPECT_EQ(code_of({"--exit-code", "--severity", "huge"}), 2);
}

TEST(RulesCommand, ListsExplainsAndTests) {
  const auto list = run_program({"rules", "list"});
  EXPECT_EQ(list.exit_code, 0);
  EXPECT_NE(list.out.find("RESP-SH-AUTH"), std::string::npos);
  EXPECT_EQ(run_program({"rules", "test"}).exit_code, 0);
  const auto clause = run_program({"rules", "explain", "VER-WINDOW"});
  EXPECT_EQ(clause.exit_code, 0) << clause.err;
  EXPECT_NE(clause.out.find("VER-WINDOW"), std::string::npos);
}

TEST(RulesCommand, SaysFileAndPathOfWhatIsWrong) {
  const TempDir scratch;
  const auto broken = scratch.write("broken.json", R"({"rules":[{"id":"x","when":{"fact":"a"},"surprise":1}]})");
  const auto result = run_program({"rules", "test", broken.string()});
  EXPECT_EQ(result.exit_code, 2) << result.out;
  EXPECT_NE(result.err.find("broken.json"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("/rules/0"), std::string::npos) << result.err;
}

TEST(RulesFlags, SayWhatIsWrongWithTheFileGiven) {
  const TempDir scratch;
  const std::string pack = std::string(SGW_PROJECT_ROOT) + "/redaction/packs/strict.json";
  const std::string triage = std::string(SGW_PROJECT_ROOT) + "/templates/triage/auth.json";
  const std::string text = scratch.write("text.json", "{bad").string();
  const auto said = [](const std::string& flag, const std::string& file) {
    const auto result = run_program({"check", "--from", "sample:oom", flag, file});
    EXPECT_EQ(result.exit_code, 2) << flag << " " << file;
    return result.err;
  };
  EXPECT_NE(said("--rules", pack).find("a redaction pack is given by --redact: "), std::string::npos);
  EXPECT_NE(said("--redact", triage).find("triage rules are given by --rules: "), std::string::npos);
  EXPECT_NE(said("--rules", text).find("not valid JSON: "), std::string::npos);
  EXPECT_NE(said("--redact", text).find("expected JSON"), std::string::npos);
}

TEST(Verify, SaysNothingOfWhatItCheckedWhenThereWasNothingToRead) {
  const auto result = run_program({"verify", "/nowhere/bundle.tar.gz"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.out.find("problem: "), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("Checked by"), std::string::npos) << result.out;
}

TEST(ManPage, IsAcceptedByMan) {
  if (!find_program("man")) GTEST_SKIP() << "missing program: man";
  const auto result = run({"man", "--warnings", "-l", std::string(SGW_PROJECT_ROOT) + "/src/sgw-diag.1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(result.err.empty()) << result.err;
  for (const char* said : {"collect", "EXIT STATUS", "inspect"})
    EXPECT_NE(result.out.find(said), std::string::npos) << said;
}

TEST(ManPage, ShowsRuleFilesThatLoad) {
  const std::string page = read_file(std::string(SGW_PROJECT_ROOT) + "/src/sgw-diag.1");
  const TempDir scratch;
  for (const std::string begin : {R"({"pack")", R"({"rules")"}) {
    const std::size_t at = page.find(begin);
    ASSERT_NE(at, std::string::npos) << begin;
    std::string file = page.substr(at, page.find("\n.fi", at) - at);
    for (std::size_t mark = file.find("\\-"); mark != std::string::npos; mark = file.find("\\-")) file.erase(mark, 1);
    const auto result = run_program({"rules", "test", scratch.write("file.json", file).string()});
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
}

}  // namespace
}  // namespace sgw::test
