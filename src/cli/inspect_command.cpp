#include "src/app/bundle_run.hpp"
#include "src/app/bundle_source.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/run_result.hpp"
#include "src/cli/verdict_changes.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag inspect sgw-diag-contoso-*.tar.gz               the verdict, what changed in it, timeline and files
  sgw-diag inspect BUNDLE --rules mine.json                with rules of your own
  sgw-diag inspect BUNDLE --as-of 2026-11-23T10:00Z --json judged at another time, as one document

Exit codes: 0 done, whatever the verdict; 1 the bundle could not be read to its end; 2 usage, or no bundle;
4 unsafe, 5 output, 130 interrupted.)";

struct InspectOptions {
  std::filesystem::path bundle;
  std::optional<UtcTime> as_of;
  std::optional<triage::Version> latest_version;
  app::GivenFiles given;
  ConsoleFlags console;
};

struct Inspection {
  app::BundleFacts facts;
  app::Diagnosis diagnosis;
};

// The bundle's own time of judgment, so that the same rules find the same: a sample's record may lie long before the
// day it was collected.
void set_time_of_judgment(triage::Evidence& evidence, const app::BundleFacts& facts, const InspectOptions& options,
                          UtcTime table_date) {
  evidence.finished = facts.finished.value_or(evidence.started);
  evidence.as_of = options.as_of ? *options.as_of : facts.as_of.value_or(evidence.finished);
  // Today's table may be newer than the bundle: what came out later does not count against it.
  evidence.as_of_given = options.as_of || facts.as_of_given || evidence.as_of < table_date;
}

Result<Inspection> inspect(const app::Session& session, const InspectOptions& options, const std::stop_token& stop,
                           Console& console) {
  Inspection inspection;
  SGW_TRY(inspection.facts, app::read_bundle_facts(options.bundle, stop));
  if (!inspection.facts.readable) return fail(ErrorKind::protocol, "not a bundle of this program (no manifest in it)");
  const auto plan = app::bundle_plan(options.bundle, inspection.facts.files);
  const Limits limits;
  const app::GatherOptions gathering{app::Keep::nothing, limits, Deadline::after(limits.timeout), app::run_clock()};
  app::Gathered gathered = app::gather(*plan, session.redactor(), session.rules(), gathering, stop, console);
  app::Diagnosis& diagnosis = inspection.diagnosis;
  diagnosis.evidence = std::move(gathered.evidence);
  set_time_of_judgment(diagnosis.evidence, inspection.facts, options, session.rules().version_table_date());
  diagnosis.verdict = session.rules().classify(diagnosis.evidence, {.latest_version = options.latest_version});
  return inspection;
}

void show_files(Console& console, const app::Session& session, const app::BundleFacts& facts) {
  console.result(SafeText("Files:"));
  for (const auto& file : facts.files) {
    SafeText line = SafeText("  ") + session.shown(file.path) + "  " + SafeText::bytes(file.bytes);
    if (file.outcome != "complete") line += "  " + session.shown(file.outcome);
    console.result(line);
  }
}

// Made anew from what is in the bundle, as the verdict is.
void show_timeline(Console& console, const report::ReportInput& input) {
  const std::vector<SafeText> lines = report::timeline_lines(input);
  if (lines.empty()) return;
  console.result(SafeText("Timeline, by the container runtime's clock:"));
  for (const SafeText& line : lines) console.result("  " + line);
}

std::vector<SafeText> changes_of(const app::Session& session, const Inspection& inspection) {
  return verdict_changes(inspection.facts.verdict, inspection.diagnosis.verdict,
                         [&](std::string_view text) { return session.shown(text); });
}

void show_change(Console& console, const app::Session& session, const Inspection& inspection) {
  const std::vector<SafeText> changes = changes_of(session, inspection);
  if (changes.empty()) {
    console.result(SafeText("Today's rules agree with the verdict in the bundle."));
    return;
  }
  console.result(SafeText("Today's rules differ from the verdict in the bundle:"));
  for (const SafeText& change : changes) console.result("  " + change.printable());
}

app::ExitCode fail_with(Console& console, const app::Session& session, const InspectOptions& options, Error error) {
  console.clear_live();
  const app::ExitCode code = error.kind == ErrorKind::cancelled ? app::ExitCode::interrupted : app::ExitCode::usage;
  console.error(session.with_subject(std::move(error), options.bundle.native()));
  return code;
}

app::ExitCode run_inspect(Console& console, const InspectOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  auto session = app::Session::open(options.given, redaction::Profile::redacted);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  auto inspection = inspect(*session, options, signals.token(), console);
  if (!inspection) return fail_with(console, *session, options, std::move(inspection).error());
  console.clear_live();
  if (signals.stopped()) return app::ExitCode::interrupted;
  say_remarks(console, inspection->diagnosis.evidence);
  const app::OutputOptions none;
  const report::ReportInput input = app::report_input(*session, inspection->diagnosis, none, SafeText());
  const app::ExitCode code = code_for_gaps(inspection->diagnosis.evidence);
  if (options.console.json) console.document(run_document(input, nullptr, {}, code, changes_of(*session, *inspection)));
  console.screen(report::write_screen(input));
  console.result("Judged at " + SafeText(inspection->diagnosis.evidence.as_of) + ".");
  show_change(console, *session, *inspection);
  show_timeline(console, input);
  show_files(console, *session, inspection->facts);
  return code;
}

}  // namespace

void add_inspect(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("inspect", "Read a bundle back and classify it with today's rules");
  const auto options = std::make_shared<InspectOptions>();
  command->add_option("bundle", options->bundle, "The bundle")->required()->type_name("BUNDLE");
  add_parsed(*command, "--as-of", options->as_of, parse_time, "Judge at another time than the bundle's own",
             "a time such as 2026-11-23T10:00Z")
      ->type_name("TIME");
  add_latest_version_flag(*command, options->latest_version);
  command->add_option("--rules", options->given.rules, "More triage rules")->type_name("FILE");
  add_console_flags(*command, options->console, WithJson::yes);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_inspect(console, *options);
    };
  });
}

}  // namespace sgw::cli
