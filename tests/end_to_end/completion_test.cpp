#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

namespace sgw::test {
namespace {

// What bash offers after `line`, one a line; nothing where it is left to complete files. Bash splits words at colons
// and equal signs, and so does this.
std::string offered(const std::string& line) {
  static const std::string script = run_program({"completion", "bash"}).out;
  const TempDir scratch;
  const std::string driver = R"(source "$0"
COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
IFS=$' \t\n'
read -ra COMP_WORDS <<< "${1//[:=]/ & }"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_sgw_diag
printf '%s\n' "${COMPREPLY[@]}")";
  const auto result = run({"bash", "-c", driver, scratch.write("script", script).string(), line});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "") << line;
  return result.out;
}

bool offers(const std::string& line, const std::string& word) {
  return ("\n" + offered(line)).find("\n" + word + "\n") != std::string::npos;
}

class BashCompletion : public testing::Test {
 protected:
  void SetUp() override {
    if (!find_program("bash")) GTEST_SKIP() << "missing program: bash";
  }
};

TEST_F(BashCompletion, OffersCommandsFirst) {
  EXPECT_EQ(offered("sgw-diag col"), "collect\n");
  EXPECT_TRUE(offers("sgw-diag ", "inspect"));
  EXPECT_EQ(offered("sgw-diag rules "), "list\nexplain\ntest\n");
  EXPECT_EQ(offered("sgw-diag completion "), "bash\nzsh\nfish\n");
}

TEST_F(BashCompletion, OffersPlacesAfterFromAndWordsAfterAChoice) {
  EXPECT_TRUE(offers("sgw-diag collect --from ", "docker"));
  EXPECT_TRUE(offers("sgw-diag collect --from ", "sample:dns-failure"));
  EXPECT_FALSE(offers("sgw-diag collect --from ", "--json"));
  EXPECT_EQ(offered("sgw-diag check --from sample:dns"), "dns-failure\n");
  EXPECT_EQ(offered("sgw-diag check --from=pod"), "podman\n");
  EXPECT_EQ(offered("sgw-diag collect --profile "), "support\nstrict\n");
  EXPECT_EQ(offered("sgw-diag collect --format tar.z"), "tar.zst\n");
}

TEST_F(BashCompletion, LeavesFilesToTheShell) {
  for (const char* line : {"sgw-diag inspect ", "sgw-diag verify sgw", "sgw-diag redact ", "sgw-diag redact ./lo",
                           "sgw-diag collect --logs ", "sgw-diag collect --facts fa", "sgw-diag collect -o ",
                           "sgw-diag rules test my", "sgw-diag collect --since "}) {
    EXPECT_EQ(offered(line), "\n") << line;
  }
}

TEST_F(BashCompletion, OffersOptionsAfterAHyphenAndAfterASwitch) {
  EXPECT_EQ(offered("sgw-diag inspect --js"), "--json\n");
  EXPECT_TRUE(offers("sgw-diag redact -", "--profile"));
  EXPECT_TRUE(offers("sgw-diag collect --json ", "--from"));
  EXPECT_EQ(offered("sgw-diag inspect --json "), "\n");
}

TEST(Completion, IsAcceptedByEachShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto script = run_program({"completion", shell});
    ASSERT_EQ(script.exit_code, 0) << script.err;
    if (!find_program(shell)) GTEST_SKIP() << "missing program: " << shell;
    const TempDir scratch;
    const auto file = scratch.write("completion", script.out);
    const auto checked = run({shell, "-n", file.string()});
    EXPECT_EQ(checked.exit_code, 0) << shell << ": " << checked.err;
    EXPECT_NE(script.out.find("collect"), std::string::npos);
    EXPECT_EQ(script.out.find("<redacted:"), std::string::npos);
  }
}

TEST(Completion, TellsSwitchesFromOptionsWithAValue) {
  const std::string zsh = run_program({"completion", "zsh"}).out;
  EXPECT_NE(zsh.find("'*--json[One JSON document on standard output]'"), std::string::npos) << zsh;
  EXPECT_NE(zsh.find(R"(:place:(auto docker podman kubernetes files sample\:)"), std::string::npos) << zsh;
  EXPECT_NE(zsh.find("'*--tail=[At most the last N lines of each log]:N: '"), std::string::npos) << zsh;
  const std::string fish = run_program({"completion", "fish"}).out;
  EXPECT_NE(fish.find("collect' -l json -d "), std::string::npos) << fish;
  EXPECT_NE(fish.find("collect' -l facts -r -d "), std::string::npos) << fish;
  EXPECT_NE(fish.find("collect' -l profile -x -a 'support strict' -d "), std::string::npos) << fish;
}

TEST(Completion, OffersTheSameInFish) {
  if (!find_program("fish")) GTEST_SKIP() << "missing program: fish";
  const TempDir scratch;
  const auto file = scratch.write("completion.fish", run_program({"completion", "fish"}).out);
  ProcessOptions options;
  options.more_env = {"HOME=" + scratch.path().string()};
  const auto offered_by_fish = [&](const std::string& line) {
    return run({"fish", "--no-config", "-c", "source " + file.string() + "; complete -C '" + line + "'"}, options).out;
  };
  EXPECT_EQ(offered_by_fish("sgw-diag collect --profile st").substr(0, 6), "strict");
  EXPECT_NE(offered_by_fish("sgw-diag collect --from ").find("sample:oom"), std::string::npos);
  EXPECT_NE(offered_by_fish("sgw-diag inspect " + scratch.path().string() + "/comp").find("completion.fish"),
            std::string::npos);
}

}  // namespace
}  // namespace sgw::test
