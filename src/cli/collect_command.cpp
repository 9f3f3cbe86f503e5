#include "src/app/bundle_run.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/run_result.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag collect                               find gateways here, write a bundle with a verdict
  sgw-diag collect --logs ./logs -o /tmp         from saved logs
  sgw-diag collect --from sample:expired-token   see what a bundle looks like, with no gateway at hand
  sgw-diag collect -n apim                       in Kubernetes, where the kubeconfig leads

Exit codes: 0 done, 1 gaps, 2 usage, 3 no gateway found, 4 unsafe, 5 output, 130 interrupted;
with --exit-code also: 10 microsoft, 11 shared, 12 customer, 13 unsupported-version, 14 undetermined.)";

// A portal takes a few megabytes an upload (learn.microsoft.com, manage an Azure support request).
constexpr std::uint64_t k_portal_bytes = std::uint64_t{4} << 20;
// A cluster gives a pod that it ends half a minute.
constexpr std::chrono::seconds k_attach_timeout_when_stopped{20};

struct CollectOptions {
  app::RunOptions run;
  app::OutputOptions output;
  ConsoleFlags console;
  bool verdict_code = false;
  std::optional<std::filesystem::path> attach_url_file;
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
  command
      .add_option(
          "--attach-url-file", options.attach_url_file,
          "Hand the bundle over too, without asking, by the URL in this file (- for standard input); see attach")
      ->group(group)
      ->type_name("FILE");
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

app::ExitCode code_of(const CollectOptions& options, const app::Diagnosis& diagnosis, const app::Packed& packed) {
  if (diagnosis.interrupted) return app::ExitCode::interrupted;
  if (packed.handed && packed.handed->error) {
    return packed.handed->error->kind == ErrorKind::cancelled ? app::ExitCode::interrupted : app::ExitCode::output;
  }
  if (options.verdict_code) return app::exit_code_for(diagnosis.verdict.owner);
  return code_for_gaps(diagnosis.evidence);
}

// What came of the run, for people: before the bundle is handed over, which may take long.
void show(Console& console, const app::Session& session, const report::ReportInput& input, const app::Packed& packed) {
  console.screen(report::write_screen(input));
  if (!packed.path.empty()) {
    console.result(SafeText("Bundle: ") + session.shown(packed.path.native()) + " (" + SafeText::bytes(packed.bytes) +
                   ")");
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

// The bundle stays where it is, whatever becomes of this.
app::Handed hand_over(Console& console, const app::Session& session, const collector::UploadPlace& place,
                      const app::Packed& packed, bool interrupted, const std::stop_token& run_stop) {
  // Whoever stopped the run wants its end, and its bundle: a second signal ends everything.
  const std::stop_token stop = interrupted ? std::stop_token() : run_stop;
  const auto handing = app::prepare_handing(session, place, packed.path, stop);
  if (!handing) return {{}, handing.error()};
  if (handing->file.sha256() != packed.sha256) {
    return {handing->to, Error{ErrorKind::io, "the bundle has changed since it was written", {}}};
  }
  const auto limit = interrupted ? std::chrono::milliseconds(k_attach_timeout_when_stopped)
                                 : std::chrono::milliseconds(app::k_attach_timeout);
  const auto sent = app::hand_over(session, *handing, Deadline::after(limit), stop, console);
  console.clear_live();
  if (!sent) return {handing->to, sent.error()};
  console.result(SafeText("Handed over: ") + handing->to + ", sha256 " + packed.sha256);
  return {handing->to, std::nullopt};
}

void say_not_handed(Console& console, const app::Session& session, const app::Packed& packed, const Error& error) {
  console.problem(SafeText("the bundle was not handed over: ") + error.text());
  console.hint(SafeText("It is kept. To try again: sgw-diag attach ") + session.shown(packed.path.native()) +
               " --url-file FILE");
}

app::ExitCode run_collect(Console& console, const CollectOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const Deadline run_end = Deadline::after(options.run.limits.timeout);
  auto session = app::Session::open(options.run.given, options.run.profile);
  if (!session) return fail_with(console, session.error());
  const auto plan = app::plan_output(*session, options.output);
  if (!plan) return fail_with(console, plan.error());
  if (plan->to_stdout) console.set_document_on_stdout();
  if (plan->to_stdout && (options.console.json || options.attach_url_file)) {
    const Literal why = options.console.json ? Literal("--json and -o - both want standard output")
                                             : Literal("what -o - writes is kept nowhere to be handed over");
    return fail_with(console, {ErrorKind::bad_usage, why, {}});
  }
  std::optional<collector::UploadPlace> place;
  if (options.attach_url_file) {
    auto found = app::upload_place(*session, {std::nullopt, options.attach_url_file}, signals.token());
    if (!found) return fail_with(console, found.error());
    place = *std::move(found);
  }

  auto diagnosis = app::diagnose(*session, options.run, app::Keep::spools, run_end, signals.token(), console);
  if (!diagnosis) return fail_with(console, diagnosis.error());
  say_remarks(console, diagnosis->evidence);
  if (diagnosis->found_nothing() && !diagnosis->interrupted) {
    console.clear_live();
    return nothing_found(console, *session, *diagnosis, options.console);
  }
  auto packed = app::write_bundle(*session, *diagnosis, options.output, *plan, options.run.limits, run_end,
                                  signals.token(), console);
  if (!packed) return fail_with(console, packed.error());
  console.clear_live();
  const report::ReportInput input = app::report_input(*session, *diagnosis, options.output, packed->name);
  show(console, *session, input, *packed);
  if (place) {
    packed->handed = hand_over(console, *session, *place, *packed, diagnosis->interrupted, signals.token());
    if (const auto& error = packed->handed->error) say_not_handed(console, *session, *packed, *error);
  }
  const app::ExitCode code = code_of(options, *diagnosis, *packed);
  if (options.console.json) {
    const SafeText path = packed->path.empty() ? SafeText("-") : session->shown(packed->path.native());
    console.document(run_document(input, &*packed, path, code));
  }
  return code;
}

}  // namespace

void add_collect(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("collect", "Find the gateways, gather, redact, classify, package");
  const auto options = std::make_shared<CollectOptions>();
  add_run_flags(*command, options->run);
  add_output_flags(*command, *options);
  add_console_flags(*command, options->console, WithJson::yes);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_collect(console, *options);
    };
  });
}

}  // namespace sgw::cli
