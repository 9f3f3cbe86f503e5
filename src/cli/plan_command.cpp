#include "src/app/session.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/report/document.hpp"

#include <sgw_diag/preview.hpp>

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag plan                                  what collect would read here
  sgw-diag plan -n apim                          in Kubernetes, with the least rights for it
  sgw-diag plan -n apim --rbac --subject user:jane | kubectl apply -f -

Exit codes: 0 done, 2 usage, 4 unsafe, 5 output.)";

using collector::PlannedCall;
using collector::PlannedCluster;
using collector::Preview;
using collector::PreviewNote;

struct PlanOptions {
  app::RunOptions run;
  std::string subject;
  bool rbac = false;
  ConsoleFlags console;
};

std::string subject_problem(const std::string& typed) {
  return collector::is_rbac_subject(typed)
             ? std::string()
             : typed + " is no subject: expected user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME";
}

// Files that the flags themselves name; their reading is no call of a source.
void add_named_files(const app::RunOptions& options, Preview& preview) {
  const auto add = [&preview](const std::filesystem::path& file, const char* without) {
    preview.calls.push_back({"sgw-diag", "read", file.string(), "to read it", without, "once", 0, 0});
  };
  if (options.facts_file) add(*options.facts_file, "what only you know is not taken into account");
  for (const auto& pack : options.given.packs) add(pack, "there is no run: a pack that is named must be read");
  for (const auto& rules : options.given.rules) add(rules, "there is no run: rules that are named must be read");
  if (options.given.map) add(*options.given.map, "pseudonyms are new");
}

// Where the rights are wanted: as the kubeconfig says, else as the flags alone say.
std::vector<PlannedCluster> places_of(const Preview& preview, const collector::Selection& selection) {
  if (!preview.clusters.empty()) return preview.clusters;
  if (selection.namespaces.empty() && !selection.all_namespaces) return {};
  return {{"", "", selection.namespaces}};
}

std::string list_of(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

std::string line_of(const PlannedCluster& cluster) {
  return "Cluster " + cluster.context + " (" + cluster.server + "), " +
         (cluster.namespaces.empty() ? "all namespaces" : "namespace " + list_of(cluster.namespaces));
}

SafeText shown(const app::Session& session, const PreviewNote& note) {
  SafeText text = session.shown(note.text);
  if (!note.subject.empty()) text += SafeText(": ") + session.redactor().text(note.subject);
  return text;
}

class PlanPrinter {
 public:
  PlanPrinter(Console& console, const app::Session& session) : console_(console), session_(session) {}

  void calls(const Preview& preview) {
    console_.result(SafeText("What collect would read with these flags; nothing was asked for this list."));
    for (const PreviewNote& note : preview.notes) console_.result(shown(session_, note));
    for (const PlannedCluster& cluster : preview.clusters) console_.result(session_.shown(line_of(cluster)));
    std::string source;
    for (const PlannedCall& call : preview.calls) {
      if (call.source != source) console_.result(session_.shown(call.source));
      source = call.source;
      one(call);
    }
    console_.result(SafeText("About ") + SafeText::bytes(sum(preview)) +
                    " if each of these is made once; every further gateway adds its own.");
  }

  static std::uint64_t sum(const Preview& preview) {
    std::uint64_t bytes = 0;
    for (const PlannedCall& call : preview.calls) bytes += call.bytes;
    return bytes;
  }

 private:
  void one(const PlannedCall& call) {
    console_.result(SafeText("  ") + session_.shown(call.verb + " " + call.target));
    SafeText size = SafeText("about ") + SafeText::bytes(call.bytes);
    if (call.at_most > 0) size += SafeText(", at most ") + SafeText::bytes(call.at_most) + " kept";
    console_.result(SafeText("      ") + session_.shown(call.times) + ", " + size +
                    "; needs: " + session_.shown(call.right) + "; without it " + session_.shown(call.without));
  }

  Console& console_;
  const app::Session& session_;
};

RedactedBytes plan_document(const app::Session& session, const Preview& preview, const std::string& rbac) {
  report::Document out = report::Document::json();
  out.begin_object().member("schema", Literal("sgw-diag/plan/1")).key("clusters").begin_array();
  for (const PlannedCluster& cluster : preview.clusters) {
    out.begin_object().member("context", session.shown(cluster.context));
    out.member("server", session.shown(cluster.server)).member("all_namespaces", cluster.namespaces.empty());
    out.key("namespaces").begin_array();
    for (const std::string& name : cluster.namespaces) out.value(session.shown(name));
    out.end_array().end_object();
  }
  out.end_array().key("notes").begin_array();
  for (const PreviewNote& note : preview.notes) out.value(shown(session, note));
  out.end_array().key("calls").begin_array();
  for (const PlannedCall& call : preview.calls) {
    out.begin_object().member("source", session.shown(call.source)).member("verb", session.shown(call.verb));
    out.member("target", session.shown(call.target)).member("right", session.shown(call.right));
    out.member("without_it", session.shown(call.without)).member("times", session.shown(call.times));
    out.member("bytes", call.bytes);
    if (call.at_most > 0) out.member("at_most", call.at_most);
    out.end_object();
  }
  out.end_array().member("bytes", PlanPrinter::sum(preview));
  if (!rbac.empty()) out.member("rbac", session.shown(rbac));
  return out.end_object().take();
}

// The document passes the gate like all text; a name that it masks would grant the rights to nobody.
void print_rbac(Console& console, const app::Session& session, const std::string& rbac) {
  const RedactedBytes shown = session.redactor().document(RawBytes(rbac), Format::text);
  console.document(shown);
  if (shown.view() != rbac) {
    console.problem(SafeText("a name in this document looks secret or personal and is masked: fill it in by hand"));
  }
}

app::ExitCode fail_with(Console& console, const Error& error) {
  console.error(error);
  return app::exit_code_for(error);
}

app::ExitCode run_plan(Console& console, const PlanOptions& options) {
  const auto session = app::Session::open({}, options.run.profile, app::Needs::redaction);
  if (!session) return fail_with(console, session.error());
  collector::Selection selection = options.run.selection;
  if (options.run.facts_file) selection.facts = "{}";  // not read for this
  auto preview = collector::preview(session->store(), selection, options.run.limits.max_log_size);
  if (!preview) return fail_with(console, preview.error());
  if (const auto known = collector::check_contexts(selection); !known) {
    return fail_with(console, session->told(known.error()));
  }
  add_named_files(options.run, *preview);

  const auto places = places_of(*preview, selection);
  if (options.rbac && places.empty()) {
    return fail_with(console, {ErrorKind::bad_usage,
                               "there is no kubeconfig that names a namespace: name it with -n, or take all with -A",
                               {}});
  }
  const std::string rbac = places.empty() ? std::string()
                                          : collector::rbac_yaml(places, options.subject,
                                                                 {selection.probes, selection.read_secret_metadata});
  if (options.rbac) {
    print_rbac(console, *session, rbac);
  } else if (options.console.json) {
    console.document(plan_document(*session, *preview, rbac));
  } else {
    PlanPrinter(console, *session).calls(*preview);
    if (!rbac.empty()) {
      console.result(SafeText("The least rights for it in Kubernetes (alone with --rbac, for kubectl apply -f -):"));
      print_rbac(console, *session, rbac);
    }
  }
  return app::ExitCode::done;
}

}  // namespace

void add_plan(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("plan", "Print what collect would read, and the rights that it needs");
  const auto options = std::make_shared<PlanOptions>();
  add_run_flags(*command, options->run);
  const std::string group = "Rights";
  CLI::Option* rbac = command->add_flag("--rbac", options->rbac,
                                        "The least rights in Kubernetes alone, as YAML for kubectl apply -f -");
  rbac->group(group);
  command
      ->add_option("--subject", options->subject, "Who gets them: user:NAME, group:NAME, serviceaccount:NAMESPACE/NAME")
      ->check(CLI::Validator(subject_problem, ""))
      ->group(group)
      ->type_name("SUBJECT");
  add_console_flags(*command, options->console, WithJson::yes);
  command->get_option("--json")->excludes(rbac);
  command->footer(k_footer);
  command->callback([options, &action] {
    action = [options](Console& console) {
      options->console.apply(console);
      return run_plan(console, *options);
    };
  });
}

}  // namespace sgw::cli
