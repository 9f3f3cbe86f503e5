#include "src/app/redact_run.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"

#include <memory>

namespace sgw::cli {

namespace {

struct RedactOptions {
  std::vector<std::filesystem::path> inputs;
  std::optional<std::filesystem::path> out;
  redaction::Profile profile = redaction::Profile::support;
  app::GivenFiles given;
  ConsoleFlags console;
};

app::ExitCode run_redact(Console& console, const RedactOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const auto session = app::Session::open(options.given, options.profile);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  console.set_document_on_stdout();
  const app::RedactJob job{options.inputs, options.out, [&](const RedactedBytes& bytes) {
                             console.document(bytes);
                             return !console.output_failed();
                           }};
  const auto report = app::redact(*session, job, signals.token());
  if (!report) {
    console.error(report.error());
    return app::exit_code_for(report.error());
  }
  if (const auto saved = session->save_map(); !saved) {
    console.error(saved.error());
    return app::exit_code_for(saved.error());
  }
  for (const SafeText& problem : report->problems) console.problem(problem);
  console.detail(SafeText(report->files) + " file(s), " + SafeText(report->masked) + " value(s) masked, " +
                 SafeText(report->withheld_pieces) + " piece(s) withheld");
  return report->whole() ? app::ExitCode::done : app::ExitCode::gaps;
}

}  // namespace

void add_redact(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("redact", "The gate as a filter: clean standard input, files or a folder");
  const auto options = std::make_shared<RedactOptions>();
  command->add_option("inputs", options->inputs, "Files or folders (none: standard input)")->type_name("FILE|DIR");
  command->add_option("-o,--output", options->out, "Folder for the cleaned tree (else standard output)")
      ->type_name("OUT");
  add_profile_flag(*command, options->profile);
  command->add_option("--map", options->given.map, "Keep the key of tags and pseudonyms here (0600)")
      ->type_name("FILE");
  command->add_option("--redact", options->given.packs, "More redaction rules")->type_name("FILE");
  add_console_flags(*command, options->console, WithJson::no);
  command->footer("Example:  kubectl logs my-gateway | sgw-diag redact > clean.log");
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_redact(console, *options);
    };
  });
}

}  // namespace sgw::cli
