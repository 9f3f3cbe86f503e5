#include "src/cli/command.hpp"

#include "src/app/session.hpp"
#include "src/cli/completion_script.hpp"
#include "src/cli/run_flags.hpp"

#include <memory>

namespace sgw::cli {

void add_completion(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("completion", "Print the completion script of a shell");
  const auto shell = std::make_shared<std::string>();
  add_choice<std::string>(*command, "shell", *shell, {{"bash", "bash"}, {"zsh", "zsh"}, {"fish", "fish"}},
                          "bash, zsh or fish")
      ->required()
      ->type_name("bash|zsh|fish");
  command->footer("For this session:  source <(sgw-diag completion bash)");
  CLI::App* root = &program;
  command->callback([root, shell, &action] {
    // The option tree is read now: it lives as long as the parsing.
    const std::string script = completion_script(*root, *shell);
    action = [script](Console& console) {
      const auto session = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
      if (!session) {
        console.error(session.error());
        return app::exit_code_for(session.error());
      }
      console.document(session->redactor().document(RawBytes(script), Format::text));
      return app::ExitCode::done;
    };
  });
}

}  // namespace sgw::cli
