#include "src/app/given_file.hpp"
#include "src/app/hand_over.hpp"
#include "src/app/stop_signals.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/cli/verify_result.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer =
    R"(The URL is a secret. It is read from --url-file, else from the argument, which shows in ps and in the
shell's history, else from the variable SGW_DIAG_ATTACH_URL.

Examples:
  sgw-diag attach sgw-diag-edge-gw-20261126T112215Z.tar.gz --url-file sas.txt
  sgw-diag attach BUNDLE --url-file - --yes < sas.txt      in a script

Exit codes: 0 sent, 1 not sent, 2 usage, 4 a secret was found in the bundle, 130 interrupted.)";

struct AttachOptions {
  std::filesystem::path bundle;
  app::UrlGiven given;
  std::chrono::milliseconds timeout = app::k_attach_timeout;
  bool yes = false;
  ConsoleFlags console;
};

app::ExitCode code_of(const Error& error) {
  const app::ExitCode code = app::exit_code_for(error);
  return code == app::ExitCode::output ? app::ExitCode::gaps : code;
}

app::ExitCode fail_with(Console& console, const Error& error) {
  console.clear_live();
  console.error(error);
  return code_of(error);
}

RedactedBytes document(const app::Handing& handing, const std::optional<SafeText>& why_not) {
  report::Document out = report::Document::json();
  out.begin_object();
  out.member("schema", Literal("sgw-diag/attach/1"));
  out.member("sent", !why_not.has_value());
  out.member("to", handing.to);
  out.member("bytes", handing.file.bytes());
  out.member("sha256", handing.file.sha256());
  if (why_not) out.member("reason", *why_not);
  out.end_object();
  return out.take();
}

void show_plan(Console& console, const app::Session& session, const app::Handing& handing,
               const AttachOptions& options) {
  const auto& file = handing.file;
  console.result(SafeText("Bundle:  ") + session.shown(options.bundle.native()) + " (" + SafeText::bytes(file.bytes()) +
                 ", " + SafeText(file.bytes()) + " bytes)");
  console.result(SafeText("sha256:  ") + file.sha256());
  console.result(SafeText("To:      ") + handing.to);
  if (handing.to_is_masked) {
    console.result(SafeText("         Parts of it are masked here; it is sent where the URL says."));
  }
  if (handing.place.kind() == collector::UploadPlace::Kind::azure_blob) {
    SafeText line = SafeText("         Azure Blob Storage, by a shared access signature");
    if (const auto end = handing.place.expires()) line += SafeText(" until ") + SafeText(*end);
    console.result(line);
  }
}

bool says_yes(std::string_view answer) {
  while (!answer.empty() && (answer.back() == '\n' || answer.back() == '\r' || answer.back() == ' ')) {
    answer.remove_suffix(1);
  }
  return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes" || answer == "YES";
}

// Nothing when it was agreed to, else why not.
std::optional<Error> refusal(Console& console, const std::stop_token& stop) {
  console.prompt(SafeText("Hand it over? [y/N]"));
  app::GivenInput input = app::GivenInput::standard_input(stop);
  const auto answer = input.read();
  if (stop.stop_requested()) return Error{ErrorKind::cancelled, "stopped on request; nothing was sent", {}};
  if (answer && says_yes(*answer)) return std::nullopt;
  return Error{ErrorKind::denied, "nothing was sent: it was not agreed to", {}};
}

std::optional<Error> no_way_to_ask(const AttachOptions& options) {
  if (options.yes) return std::nullopt;
  if (options.given.url_file && *options.given.url_file == "-") {
    return Error{ErrorKind::bad_usage,
                 "standard input is the URL, so that nothing can be asked: say --yes to hand the bundle over",
                 {}};
  }
  if (Console::can_ask()) return std::nullopt;
  return Error{ErrorKind::bad_usage, "there is no terminal to ask on: say --yes to hand the bundle over", {}};
}

app::ExitCode run_attach(Console& console, const AttachOptions& options) {
  const app::StopSignals signals([&console] { console.abandon_live(); });
  const auto session = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
  if (!session) return fail_with(console, session.error());
  if (const auto problem = no_way_to_ask(options)) return fail_with(console, *problem);
  auto place = app::upload_place(*session, options.given, signals.token());
  if (!place) return fail_with(console, place.error());
  const auto handing = app::prepare_handing(*session, *std::move(place), options.bundle, signals.token());
  if (!handing) return fail_with(console, handing.error());

  const auto not_sent = [&](const Error& error) {
    if (options.console.json) console.document(document(*handing, error.text()));
    return fail_with(console, error);
  };
  verify::BundleCheck check = app::verify_bundle(handing->file.held(), signals.token());
  // It was read by its descriptor; the operator knows it by its name.
  for (verify::Problem& problem : check.problems) {
    if (problem.file == handing->file.held().filename().string()) problem.file = handing->file.name();
  }
  if (check.stopped) return not_sent({ErrorKind::cancelled, "stopped on request; nothing was sent", {}});
  if (!check.sound()) {
    show_check(console, *session, check);
    return not_sent({check.leaks.empty() ? ErrorKind::protocol : ErrorKind::unsafe,
                     "nothing was sent: the bundle did not pass the check",
                     {}});
  }
  show_plan(console, *session, *handing, options);
  if (!options.yes) {
    if (const auto no = refusal(console, signals.token())) return not_sent(*no);
  }
  const auto sent = app::hand_over(*session, *handing, Deadline::after(options.timeout), signals.token(), console);
  console.clear_live();
  if (!sent) return not_sent(sent.error());
  if (options.console.json) console.document(document(*handing, std::nullopt));
  console.result(SafeText("Handed over."));
  return app::ExitCode::done;
}

}  // namespace

void add_attach(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "attach", "Hand a bundle over: an Azure Blob SAS URL, or any place that takes an HTTPS PUT");
  const auto options = std::make_shared<AttachOptions>();
  command->add_option("bundle", options->bundle, "The bundle; it is verified first")->required()->type_name("BUNDLE");
  CLI::Option* url =
      command->add_option("url", options->given.url, "Where to; better by --url-file: an argument shows in ps");
  url->type_name("URL");
  command->add_option("--url-file", options->given.url_file, "Read the URL from this file, - for standard input")
      ->type_name("FILE")
      ->excludes(url);
  command->add_flag("--yes,-y", options->yes, "Do not ask");
  add_parsed(*command, "--timeout", options->timeout, parse_duration, "The whole sending, hard (default 10m)",
             "a span such as 10m or 90s")
      ->type_name("SPAN");
  add_console_flags(*command, options->console, WithJson::yes);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_attach(console, *options);
    };
  });
}

}  // namespace sgw::cli
