#include "src/cli/run_result.hpp"

#include <sgw_diag/collector.hpp>

namespace sgw::cli {

namespace {

SafeText said(const Remark& remark) {
  SafeText line = SafeText(to_literal(remark.kind)) + " [" + remark.source + "] " + SafeText(remark.text);
  if (!remark.subject.empty()) line += ": " + remark.subject;
  if (!remark.detail.empty()) line += " (" + remark.detail + ")";
  return line;
}

void say_nothing_found(Console& console, const app::Session& session, const triage::Evidence& evidence) {
  console.error({ErrorKind::not_found, "no self-hosted gateway found", {}});
  bool any = false;
  for (const Remark& remark : evidence.remarks) {
    if (remark.kind == Remark::Kind::taken || remark.kind == Remark::Kind::info) continue;
    if (!any) console.hint(SafeText("Looked at:"));
    any = true;
    SafeText line = SafeText("  ") + SafeText(remark.text);
    if (!remark.subject.empty()) line += ": " + remark.subject;
    if (!remark.detail.empty()) line += " – " + remark.detail;
    console.hint(line);
  }
  console.hint(SafeText("What you can do:"));
  console.hint(SafeText("  sgw-diag collect --docker-host unix:///PATH   another engine"));
  console.hint(
      SafeText("  sgw-diag collect --container NAME            a container that does not look like a gateway"));
  console.hint(
      SafeText("  sgw-diag collect -n NAMESPACE | -A           in Kubernetes, with --context NAME in another cluster"));
  console.hint(SafeText("  sgw-diag collect --logs PATH                 saved logs"));
  SafeText names;
  for (const auto& sample : collector::samples(session.store())) {
    if (!names.empty()) names += ", ";
    names += SafeText(sample.name);
  }
  console.hint(SafeText("  sgw-diag collect --from sample:NAME          see what a bundle looks like: ") + names);
}

}  // namespace

app::ExitCode nothing_found(Console& console, const app::Session& session, const app::Diagnosis& diagnosis,
                            const ConsoleFlags& flags) {
  if (flags.json) {
    const report::ReportInput input = app::report_input(session, diagnosis, {}, {});
    console.document(run_document(input, nullptr, {}, app::ExitCode::nothing));
  }
  say_nothing_found(console, session, diagnosis.evidence);
  return app::ExitCode::nothing;
}

void say_remarks(Console& console, const triage::Evidence& evidence) {
  for (const Remark& remark : evidence.remarks) {
    if (remark.kind == Remark::Kind::warning) {
      console.say(said(remark));
    } else {
      console.detail(said(remark));
    }
  }
}

RedactedBytes run_document(const report::ReportInput& input, const app::Packed* packed, const SafeText& packed_path,
                           app::ExitCode code, const std::optional<std::vector<SafeText>>& changes) {
  report::Document out = report::Document::json();
  out.begin_object();
  out.member("schema", Literal("sgw-diag/run/1"));
  out.member("exit_code", static_cast<int>(code));
  if (packed != nullptr) {
    out.key("bundle").begin_object();
    out.member("path", packed_path);
    out.member("bytes", packed->bytes);
    out.member("sha256", packed->sha256);
    if (packed->handed) {
      out.key("handed_over").begin_object();
      out.member("sent", !packed->handed->error.has_value());
      out.member("to", packed->handed->to);
      if (packed->handed->error) out.member("reason", packed->handed->error->text());
      out.end_object();
    }
    out.end_object();
  }
  out.key("instances").begin_array();
  for (const Instance& instance : input.evidence.instances) {
    out.begin_object();
    out.member("name", instance.name);
    out.member("folder", instance.folder);
    out.member("source", SafeText(instance.source));
    out.end_object();
  }
  out.end_array();
  out.key("gaps").begin_array();
  for (const report::Gap& gap : report::gaps(input.evidence)) {
    out.begin_object();
    out.member("what", gap.what);
    out.member("reason", gap.reason);
    out.end_object();
  }
  out.end_array();
  if (changes) {
    out.key("changes").begin_array();
    for (const SafeText& change : *changes) out.value(change);
    out.end_array();
  }
  out.key("verdict");
  report::write_verdict(out, input);
  out.key("timeline");
  report::write_moments(out, input);
  out.end_object();
  return out.take();
}

app::ExitCode code_for_gaps(const triage::Evidence& evidence) {
  return report::gaps(evidence).empty() ? app::ExitCode::done : app::ExitCode::gaps;
}

}  // namespace sgw::cli
