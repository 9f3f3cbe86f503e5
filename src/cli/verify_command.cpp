#include "src/app/session.hpp"
#include "src/app/stop_signals.hpp"
#include "src/app/verify_run.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/verify_result.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag verify sgw-diag-contoso-20261126T112215Z.tar.gz
  sgw-diag verify BUNDLE --json                  as one document

Exit codes: 0 done, 1 tampered or unreadable, 2 usage, 4 a secret was found, 5 output, 130 interrupted.)";

struct VerifyOptions {
  std::filesystem::path bundle;
  ConsoleFlags console;
};

RedactedBytes document(const app::Session& session, const verify::BundleCheck& check) {
  report::Document out = report::Document::json();
  out.begin_object();
  out.member("schema", Literal("sgw-diag/verify/1"));
  out.member("sound", check.sound());
  out.member("files", check.files);
  out.member("bytes", check.bytes);
  out.key("problems").begin_array();
  for (const verify::Problem& problem : check.problems) {
    out.begin_object();
    out.member("what", problem.what);
    out.member("file", session.shown(problem.file));
    out.end_object();
  }
  out.end_array();
  out.key("secrets").begin_array();
  for (const verify::Leak& leak : check.leaks) {
    out.begin_object();
    out.member("what", leak.what);
    out.member("file", session.shown(leak.file));
    out.member("line", leak.line);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

app::ExitCode run_verify(Console& console, const VerifyOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const auto session = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  const verify::BundleCheck check = app::verify_bundle(options.bundle, signals.token());
  if (options.console.json) console.document(document(*session, check));
  show_check(console, *session, check);
  return code_of_check(check);
}

}  // namespace

void add_verify(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("verify", "Prove a bundle: manifest, digests, nothing undeclared, nothing secret found");
  const auto options = std::make_shared<VerifyOptions>();
  command->add_option("bundle", options->bundle, "The bundle")->required()->type_name("BUNDLE");
  add_console_flags(*command, options->console, WithJson::yes);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_verify(console, *options);
    };
  });
}

}  // namespace sgw::cli
