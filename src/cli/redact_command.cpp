#include "src/app/given_file.hpp"
#include "src/app/redact_reveal.hpp"
#include "src/app/redact_run.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"

#include <algorithm>
#include <memory>

namespace sgw::cli {

namespace {

constexpr std::size_t k_max_problems = 50;
constexpr auto k_footer = R"(Examples:
  kubectl logs my-gateway | sgw-diag redact > clean.log    a stream
  sgw-diag redact app.log.gz > clean.log                   a compressed file
  sgw-diag redact ./logs support.zip -o clean --report clean.json
                                                           folders and archives, and what was masked where
  sgw-diag redact ./logs -o clean --map home.json          keep the key and the pseudonyms at home
  sgw-diag redact --reveal home.json reply.txt             an engineer's reply, with the originals

Exit codes: 0 done, 1 something withheld or left out, 2 usage, 4 unsafe, 5 output, 130 interrupted.)";

struct RedactOptions {
  std::vector<std::filesystem::path> inputs;
  std::optional<std::filesystem::path> out;
  std::optional<std::filesystem::path> report;
  std::optional<std::filesystem::path> reveal;
  redaction::Profile profile = redaction::Profile::support;
  app::GivenFiles given;
  ConsoleFlags console;
};

app::ExitCode fail_with(Console& console, const Error& error) {
  console.error(error);
  return app::exit_code_for(error);
}

app::ExitCode run_reveal(Console& console, const RedactOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  app::GivenFiles given;
  given.map = options.reveal;
  given.map_must_be_there = true;
  const auto session = app::Session::open(given, redaction::Profile::support, app::Needs::redaction);
  if (!session) return fail_with(console, session.error());
  console.set_document_on_stdout();
  app::RevealJob job;
  if (!options.inputs.empty()) job.input = options.inputs.front();
  job.print = [&console](const RevealedBytes& bytes) {
    console.revealed(bytes);
    return !console.output_failed();
  };
  const auto count = app::reveal(*session, job, signals.token());
  if (!count) return fail_with(console, count.error());
  console.say(SafeText(count->replaced) + " pseudonym(s) turned back; " + SafeText(count->left) +
              " placeholder(s) left: of secrets, or not in this map");
  if (count->replaced > 0) console.say(SafeText("What was printed names people and places: keep it at home."));
  return app::ExitCode::done;
}

// Also after an error: what is out already has its pseudonyms and its counts.
Result<void> keep(const app::Session& session, const RedactOptions& options, const app::RedactReport& report) {
  SGW_CHECK(session.save_map());
  return options.report ? app::write_report(session, report, *options.report) : Result<void>();
}

void tell(Console& console, const app::Session& session, const app::RedactReport& report) {
  const std::vector<SafeText> problems = report.problems();
  const std::size_t told = std::min(problems.size(), k_max_problems);
  for (std::size_t i = 0; i < told; ++i) console.problem(problems[i]);
  if (told < problems.size()) {
    console.problem(SafeText(problems.size() - told) + " more file(s) not whole or left out: --report names them all");
  }
  if (const auto note = session.map_note()) console.problem(*note);
  console.detail(SafeText(report.files.size()) + " file(s), " + SafeText(report.masked()) + " value(s) masked, " +
                 SafeText(report.withheld_pieces()) + " piece(s) withheld");
}

app::ExitCode run_redact(Console& console, const RedactOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const auto session = app::Session::open(options.given, options.profile, app::Needs::redaction);
  if (!session) return fail_with(console, session.error());
  if (options.report) {
    if (const auto possible = app::report_can_be_written(*session, *options.report); !possible) {
      return fail_with(console, possible.error());
    }
    if (options.given.map && app::is_same_place(*options.given.map, *options.report)) {
      return fail_with(console, {ErrorKind::bad_usage, "--map and --report name the same file", {}});
    }
  }
  // What is out cannot be taken back: its key is kept first, and of two runs that begin a map at once one ends here.
  if (const auto kept = session->save_map(); !kept) return fail_with(console, kept.error());
  console.set_document_on_stdout();
  const app::RedactJob job{options.inputs, options.out, [&](const RedactedBytes& bytes) {
                             console.document(bytes);
                             return !console.output_failed();
                           }};
  app::RedactReport report;
  const auto redacted = app::redact(*session, job, report, signals.token());
  const auto kept = keep(*session, options, report);
  tell(console, *session, report);
  if (!redacted) return fail_with(console, redacted.error());
  if (!kept) return fail_with(console, kept.error());
  return report.whole() ? app::ExitCode::done : app::ExitCode::gaps;
}

}  // namespace

void add_redact(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("redact", "The gate as a filter: clean standard input, files, archives or a folder");
  const auto options = std::make_shared<RedactOptions>();
  CLI::Option* inputs =
      command->add_option("inputs", options->inputs, "Files, archives or folders (none: standard input)");
  inputs->type_name("FILE|DIR");
  CLI::Option* reveal =
      command->add_option("--reveal", options->reveal,
                          "The way back: print a reply (FILE or standard input) with the originals of this map");
  reveal->type_name("MAP");
  command->add_option("-o,--output", options->out, "Folder for the cleaned tree (else standard output)")
      ->type_name("OUT")
      ->excludes(reveal);
  command->add_option("--report", options->report, "Write what was masked, by rule and file, as JSON; never a value")
      ->type_name("FILE")
      ->excludes(reveal);
  add_profile_flag(*command, options->profile);
  command->add_option("--map", options->given.map, "Keep the key and what pseudonyms stand for here (0600), at home")
      ->type_name("FILE")
      ->excludes(reveal);
  command->add_option("--redact", options->given.packs, "More redaction rules")->type_name("FILE")->excludes(reveal);
  add_console_flags(*command, options->console, WithJson::no);
  command->footer(k_footer);
  command->callback([options, &action] {
    if (options->reveal && options->inputs.size() > 1)
      throw CLI::ValidationError("--reveal", "expected one FILE at most");
    action = [options](Console& console) {
      options->console.apply(console);
      return options->reveal ? run_reveal(console, *options) : run_redact(console, *options);
    };
  });
}

}  // namespace sgw::cli
