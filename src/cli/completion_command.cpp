#include "src/cli/command.hpp"

#include "src/app/session.hpp"
#include "src/cli/completion_script.hpp"
#include "src/cli/run_flags.hpp"

#include <sgw_diag/collector.hpp>

#include <memory>

namespace sgw::cli {

namespace {

// What --from takes.
std::vector<std::string> places(const ResourceStore& store) {
  std::vector<std::string> all{"auto", "docker", "podman", "kubernetes", "files"};
  for (const collector::SampleInfo& sample : collector::samples(store)) {
    all.push_back("sample:" + std::string(sample.name.view()));
  }
  return all;
}

}  // namespace

void add_completion(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("completion", "Print the completion script of a shell");
  const auto shell = std::make_shared<std::string>();
  add_choice<std::string>(*command, "shell", *shell, {{"bash", "bash"}, {"zsh", "zsh"}, {"fish", "fish"}},
                          "bash, zsh or fish")
      ->required();
  command->footer("For this session:  source <(sgw-diag completion bash)");
  CLI::App* root = &program;
  command->callback([root, shell, &action] {
    // The option tree lives until the action is over.
    action = [root, shell](Console& console) {
      const auto session = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
      if (!session) {
        console.error(session.error());
        return app::exit_code_for(session.error());
      }
      const std::string script = completion_script(*root, *shell, places(session->store()));
      console.document(session->redactor().document(RawBytes(script), Format::text));
      return app::ExitCode::done;
    };
  });
}

}  // namespace sgw::cli
