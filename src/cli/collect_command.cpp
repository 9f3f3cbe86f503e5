#include "src/app/bundle_run.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/run_result.hpp"

#include <memory>

namespace sgw::cli {

namespace {

// A portal takes a few megabytes an upload (learn.microsoft.com, manage an Azure support request).
constexpr std::uint64_t k_portal_bytes = std::uint64_t{4} << 20;

struct CollectOptions {
  app::RunOptions run;
  app::OutputOptions output;
  ConsoleFlags console;
  bool verdict_code = false;
};

void add_output_flags(CLI::App& command, CollectOptions& options) {
  const std::string group = "Output";
  command.add_option("-o,--output", options.output.output, "File, folder, or - for standard output")
      ->group(group)
      ->type_name("FILE|DIR|-");
  add_choice<package::ArchiveFormat>(command, "--format", options.output.format,
                                     {{"tar.gz", package::ArchiveFormat::tar_gz},
                                      {"tar.zst", package::ArchiveFormat::tar_zst},
                                      {"zip", package::ArchiveFormat::zip}},
                                     "tar.gz, tar.zst or zip (default: by the name, else tar.gz)")
      ->group(group);
  command.add_flag("--exit-code", options.verdict_code, "Exit 10 to 14 by the verdict, as check does")->group(group);
  add_parsed(command, "--max-size", options.run.limits.max_size, parse_size, "Whole bundle, hard (default 100M)",
             "a size such as 100M or 3500K")
      ->group("Limits")
      ->type_name("SIZE");
  const std::string request = "Support request";
  command.add_option("--description", options.output.description, "What happened, for the request")
      ->group(request)
      ->type_name("TEXT");
  add_choice<std::string>(command, "--severity", options.output.severity,
                          {{"minimal", "minimal"}, {"moderate", "moderate"}, {"critical", "critical"}},
                          "minimal, moderate or critical")
      ->group(request);
  add_parsed(command, "--started", options.output.started, parse_time, "When it started",
             "a time such as 2026-11-23T10:00Z")
      ->group(request)
      ->type_name("TIME");
}

app::ExitCode fail_with(Console& console, const Error& error) {
  console.clear_live();
  console.error(error);
  return app::exit_code_for(error);
}

app::ExitCode code_of(const CollectOptions& options, const app::Diagnosis& diagnosis) {
  if (diagnosis.interrupted) return app::ExitCode::interrupted;
  if (options.verdict_code) return app::exit_code_for(diagnosis.verdict.owner);
  return code_for_gaps(diagnosis.evidence);
}

void show(Console& console, const app::Session& session, const CollectOptions& options, const app::Diagnosis& diagnosis,
          const app::Packed& packed, app::ExitCode code) {
  const report::ReportInput input = app::report_input(session, diagnosis, options.output, packed.name);
  const SafeText path = packed.path.empty() ? SafeText("-") : session.shown(packed.path.native());
  if (options.console.json) console.document(run_document(input, &packed, path, code));
  console.screen(report::write_screen(input));
  if (!packed.path.empty()) {
    console.result(SafeText("Bundle: ") + path + " (" + SafeText::bytes(packed.bytes) + ")");
  }
  if (packed.bytes > k_portal_bytes) {
    console.result(SafeText("For a portal that takes less: run again with --format zip --max-size 3500K"));
  }
  if (const auto note = session.map_note()) console.problem(*note);
  if (packed.withheld > 0) {
    console.say(SafeText(packed.withheld) +
                " file(s) withheld, or written without quotes: the final check found something secret in them");
  }
}

app::ExitCode run_collect(Console& console, const CollectOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const Deadline run_end = Deadline::after(options.run.limits.timeout);
  auto session = app::Session::open(options.run.given, options.run.profile);
  if (!session) return fail_with(console, session.error());
  const auto plan = app::plan_output(*session, options.output);
  if (!plan) return fail_with(console, plan.error());
  if (plan->to_stdout) console.set_document_on_stdout();
  if (plan->to_stdout && options.console.json) {
    return fail_with(console, {ErrorKind::bad_usage, "--json and -o - both want standard output", {}});
  }

  auto diagnosis = app::diagnose(*session, options.run, app::Keep::spools, run_end, signals.token(), console);
  if (!diagnosis) return fail_with(console, diagnosis.error());
  say_remarks(console, diagnosis->evidence);
  if (diagnosis->found_nothing() && !diagnosis->interrupted) {
    console.clear_live();
    return nothing_found(console, *session, *diagnosis, options.console);
  }
  const auto packed = app::write_bundle(*session, *diagnosis, options.output, *plan, options.run.limits, run_end,
                                        signals.token(), console);
  if (!packed) return fail_with(console, packed.error());
  const app::ExitCode code = code_of(options, *diagnosis);
  console.clear_live();
  show(console, *session, options, *diagnosis, *packed, code);
  return code;
}

}  // namespace

void add_collect(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("collect", "Find the gateways, gather, redact, classify, package");
  const auto options = std::make_shared<CollectOptions>();
  add_run_flags(*command, options->run);
  add_output_flags(*command, *options);
  add_console_flags(*command, options->console, WithJson::yes);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_collect(console, *options);
    };
  });
}

}  // namespace sgw::cli
