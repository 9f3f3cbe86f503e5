#include "src/cli/command.hpp"

#include "src/app/session.hpp"
#include "src/cli/usage_problem.hpp"

#include <sgw_diag/namespace_probe.hpp>

#include <sstream>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag collect                               find gateways here, write a bundle with a verdict
  sgw-diag collect --logs ./logs -o /tmp         from saved logs
  sgw-diag collect --from sample:expired-token   see what a bundle looks like, with no gateway at hand
  sgw-diag collect -n apim                       in Kubernetes, where the kubeconfig leads
  sgw-diag plan -n apim                          what collect would read, and the least rights for it
  sgw-diag check --json                          the verdict alone, for a runbook or a monitor
  sgw-diag inspect sgw-diag-contoso-*.tar.gz     read a bundle back

Exit codes: 0 done, 1 gaps, 2 usage, 3 no gateway found, 4 unsafe, 5 output, 130 interrupted;
with check or --exit-code: 10 microsoft, 11 shared, 12 customer, 13 unsupported-version, 14 undetermined.)";

// A usage error repeats what was typed, and help goes to wherever standard output goes: both pass the gate like any
// text.
void print_help(Console& console, const app::Session& session, const std::string& help) {
  console.document(session.redactor().document(RawBytes(help), Format::text));
}

void print_problem(Console& console, const app::Session& session, const UsageProblem& problem) {
  console.problem(session.shown(problem.what));
  console.hint(session.shown(problem.hint));
}

// A result that nobody received is not "done".
app::ExitCode unreceived(Console& console, app::ExitCode code) {
  if (code != app::ExitCode::output) {
    console.error({ErrorKind::io, "standard output did not take the whole result", {}});
  }
  return app::ExitCode::output;
}

// Asked for help or for the version, or refused.
app::ExitCode end_of_parsing(CLI::App& program, const CLI::ParseError& error, Console& console) {
  const auto session = app::Session::open({}, redaction::Profile::support, app::Needs::redaction);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  std::ostringstream out;
  std::ostringstream ignored;
  if (program.exit(error, out, ignored) != 0) {
    print_problem(console, *session, usage_problem(program, error));
    return app::ExitCode::usage;
  }
  print_help(console, *session, out.str());
  return console.output_failed() ? unreceived(console, app::ExitCode::done) : app::ExitCode::done;
}

}  // namespace

int run(int argc, char** argv) {
  // By itself, for itself: no command of the operator's, so the parser does not know it.
  if (argc == 2 && argv[1] == collector::k_namespace_probe) collector::run_namespace_probe();
  Console console;
  try {
    CLI::App program("Diagnostics bundle collector for the Azure API Management self-hosted gateway", "sgw-diag");
    program.footer(k_footer);
    program.set_version_flag("--version", "sgw-diag " + std::string(app::tool_version().view()));
    program.require_subcommand(0, 1);                    // an unknown one is then named, not just missed
    program.option_defaults()->disable_flag_override();  // --quiet=maybe is a mistake
    Action action;
    add_collect(program, action);
    add_check(program, action);
    add_plan(program, action);
    add_inspect(program, action);
    add_verify(program, action);
    add_redact(program, action);
    add_rules(program, action);
    add_completion(program, action);
    try {
      program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return static_cast<int>(end_of_parsing(program, error, console));
    }
    if (!action) {
      console.error({ErrorKind::bad_usage,
                     "a command is expected: collect, check, plan, inspect, verify, redact, rules, completion",
                     {}});
      console.hint(SafeText("Run sgw-diag --help for more, or sgw-diag collect to begin."));
      return static_cast<int>(app::ExitCode::usage);
    }
    const app::ExitCode code = action(console);
    console.clear_live();
    return static_cast<int>(console.output_failed() ? unreceived(console, code) : code);
  } catch (const std::bad_alloc&) {
    console.error({ErrorKind::io, "out of memory", {}});
  } catch (const std::exception&) {
    console.error({ErrorKind::io, "internal error (its text is not shown: it may quote what was read)", {}});
  }
  return static_cast<int>(app::ExitCode::output);
}

}  // namespace sgw::cli
