#include "src/cli/usage_problem.hpp"

#include "src/cli/command.hpp"

#include <gtest/gtest.h>

namespace sgw::cli {
namespace {

// What the program says about a command line that it refuses; empty when it takes it.
std::string said_of(const std::string& line) {
  CLI::App program("", "sgw-diag");
  program.require_subcommand(0, 1);
  program.option_defaults()->disable_flag_override();
  Action action;
  add_collect(program, action);
  add_inspect(program, action);
  add_rules(program, action);
  add_completion(program, action);
  try {
    program.parse(line);
  } catch (const CLI::ParseError& error) {
    return usage_problem(program, error).what;
  }
  return {};
}

TEST(UsageProblem, NamesTheCommandThatWasMeant) {
  EXPECT_EQ(said_of("colect"), "unknown command colect; did you mean collect?");
  EXPECT_EQ(said_of("rules lst"), "unknown command lst; did you mean list?");
  EXPECT_EQ(said_of("help"), "unknown command help; expected collect, inspect, rules or completion");
}

TEST(UsageProblem, NamesTheOptionThatWasMeantEvenIfSomethingElseIsMissing) {
  EXPECT_EQ(said_of("collect --form auto"), "unknown option --form; did you mean --from or --format?");
  EXPECT_EQ(said_of("collect --no-probe"), "unknown option --no-probe; did you mean --no-probes?");
  EXPECT_EQ(said_of("collect --formt=zip"), "unknown option --formt; did you mean --format?");
  EXPECT_EQ(said_of("inspect --jsn"), "unknown option --jsn; did you mean --json?");
  EXPECT_EQ(said_of("collect --nonsense"), "unknown option --nonsense");
}

TEST(UsageProblem, SaysWhatIsMissingOrTooMuch) {
  EXPECT_EQ(said_of("inspect"), "inspect needs BUNDLE");
  EXPECT_EQ(said_of("completion"), "completion needs bash|zsh|fish");
  EXPECT_EQ(said_of("rules"), "rules needs a command: list, explain or test");
  EXPECT_EQ(said_of("rules explain"), "rules explain needs ID");
  EXPECT_EQ(said_of("collect --since"), "--since needs a value: 24h|TIME");
  EXPECT_EQ(said_of("inspect a b"), "unexpected argument: b");
  EXPECT_EQ(said_of("collect --timeout 1s --timeout 2s"), "--timeout is given more than once");
  EXPECT_EQ(said_of("collect --quiet=maybe"), "--quiet takes no value");
}

TEST(UsageProblem, NamesTheWordsThatAnOptionTakes) {
  EXPECT_EQ(said_of("collect --profile nonsense"), "--profile: expected support or strict");
  EXPECT_EQ(said_of("collect --format rar"), "--format: expected tar.gz, tar.zst or zip");
  EXPECT_EQ(said_of("completion ksh"), "shell: expected bash, zsh or fish");
  EXPECT_EQ(said_of("collect --tail -1"), "--tail: expected a number of lines, 0 or more");
  EXPECT_EQ(said_of("collect --from sample:oom extra"),
            "--from: extra is no place: expected auto, docker, podman, kubernetes, files or sample:NAME");
}

TEST(UsageProblem, HintsAtTheHelpOfTheCommand) {
  CLI::App program("", "sgw-diag");
  Action action;
  add_rules(program, action);
  try {
    program.parse("rules explain");
    FAIL() << "taken";
  } catch (const CLI::ParseError& error) {
    EXPECT_EQ(usage_problem(program, error).hint, "Run sgw-diag rules explain --help for more.");
  }
}

TEST(Nearest, TakesOnlyWhatIsNearEnoughToBeASlip) {
  const std::vector<std::string> known{"collect", "check", "redact"};
  EXPECT_EQ(nearest("chek", known), (std::vector<std::string>{"check"}));
  EXPECT_TRUE(nearest("attach", known).empty());
  EXPECT_TRUE(nearest(std::string(1000, 'c'), known).empty());
}

}  // namespace
}  // namespace sgw::cli
