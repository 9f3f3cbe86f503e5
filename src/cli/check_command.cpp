#include "src/app/bundle_run.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/run_result.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag check                               the verdict on the gateways here
  sgw-diag check --logs ./logs --facts f.json  on saved logs, with what only you know
  sgw-diag check -n apim --no-probes           in Kubernetes, without asking the network
  sgw-diag check --json                        for a runbook or a monitor

Exit codes: 0 nothing wrong, 10 microsoft, 11 shared, 12 customer, 13 unsupported-version, 14 undetermined;
2 usage, 3 no gateway found, 4 unsafe, 5 output, 130 interrupted.)";

struct CheckOptions {
  app::RunOptions run;
  ConsoleFlags console;
};

app::ExitCode code_of(const app::Diagnosis& diagnosis) {
  return diagnosis.interrupted ? app::ExitCode::interrupted : app::exit_code_for(diagnosis.verdict.owner);
}

app::ExitCode run_check(Console& console, const CheckOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const Deadline run_end = Deadline::after(options.run.limits.timeout);
  auto session = app::Session::open(options.run.given, options.run.profile);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  const auto diagnosis = app::diagnose(*session, options.run, app::Keep::nothing, run_end, signals.token(), console);
  console.clear_live();
  if (!diagnosis) {
    console.error(diagnosis.error());
    return app::exit_code_for(diagnosis.error());
  }
  say_remarks(console, diagnosis->evidence);
  if (diagnosis->found_nothing() && !diagnosis->interrupted) {
    return nothing_found(console, *session, *diagnosis, options.console);
  }
  if (const auto saved = session->save_map(); !saved) {
    console.error(saved.error());
    return app::exit_code_for(saved.error());
  }
  if (const auto note = session->map_note()) console.problem(*note);
  const app::ExitCode code = code_of(*diagnosis);
  const app::OutputOptions none;
  const report::ReportInput input = app::report_input(*session, *diagnosis, none, SafeText());
  if (options.console.json) console.document(run_document(input, nullptr, {}, code));
  console.screen(report::write_screen(input));
  return code;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("check", "The same diagnosis without a bundle: print the verdict");
  const auto options = std::make_shared<CheckOptions>();
  add_run_flags(*command, options->run);
  add_console_flags(*command, options->console, WithJson::yes);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_check(console, *options);
    };
  });
}

}  // namespace sgw::cli
