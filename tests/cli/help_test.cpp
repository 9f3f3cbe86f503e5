#include "src/app/session.hpp"
#include "src/cli/command.hpp"
#include "src/cli/completion_script.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace sgw::cli {
namespace {

class Help : public testing::Test {
 protected:
  Help() {
    for (const auto add : {add_collect, add_check, add_plan, add_inspect, add_verify, add_attach, add_redact, add_rules,
                           add_completion}) {
      add(program_, action_);
    }
  }

  // What passes the gate on its way to the terminal.
  std::string shown(const std::string& text) const {
    return std::string(session_->redactor().document(RawBytes(text), Format::text).view());
  }

  CLI::App program_{"", "sgw-diag"};
  Action action_;
  Result<app::Session> session_ = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
};

TEST_F(Help, OfEveryCommandPassesTheGateAsItIs) {
  const auto commands = program_.get_subcommands([](const CLI::App*) { return true; });
  ASSERT_EQ(commands.size(), 9U);
  EXPECT_EQ(shown(program_.help()), program_.help());
  for (const CLI::App* command : commands) EXPECT_EQ(shown(command->help()), command->help());
}

TEST_F(Help, OfEveryCommandHasExamplesOfItsOwn) {
  for (const CLI::App* command : program_.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == "completion") continue;
    const std::string footer = command->get_footer();
    const std::string own = "  sgw-diag " + command->get_name() + " ";
    EXPECT_NE(footer.find("Exit codes: 0 "), std::string::npos) << own;
    std::istringstream lines(footer);
    std::size_t examples = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("  sgw-diag ")) {
        EXPECT_TRUE(line.starts_with(own)) << line;
        ++examples;
      } else if (line.find(" | sgw-diag " + command->get_name()) != std::string::npos) {
        ++examples;
      }
    }
    EXPECT_GE(examples, 2U) << own;
  }
}

TEST_F(Help, OfShellsPassesTheGateAsItIs) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = completion_script(program_, shell, {"docker", "sample:expired-token"});
    EXPECT_EQ(shown(script), script) << shell;
  }
}

}  // namespace
}  // namespace sgw::cli
