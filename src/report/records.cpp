#include "src/report/records.hpp"

#include "src/report/wording.hpp"

#include <map>
#include <string_view>
#include <utility>
#include <variant>

namespace sgw::report {
namespace {

void write_masked(Document& out, const triage::ArtifactRecord& artifact) {
  std::map<std::pair<SafeName, SafeName>, std::uint64_t> counts;
  for (const RedactionNote& note : artifact.notes) counts[{note.what, note.rule}] += note.count;
  for (const auto& [what_and_rule, count] : counts) {
    out.begin_object().member("file", artifact.header.path).member("class", SafeText(what_and_rule.first));
    out.member("rule", SafeText(what_and_rule.second)).member("count", count).end_object();
  }
}

void write_withheld(Document& out, const triage::ArtifactRecord& artifact) {
  const Outcome& outcome = artifact.outcome;
  if (outcome.completeness != Completeness::withheld && outcome.withheld_pieces == 0 && outcome.withheld_bytes == 0) {
    return;
  }
  out.begin_object().member("file", artifact.header.path).member("pieces", outcome.withheld_pieces);
  out.member("bytes", outcome.withheld_bytes).end_object();
}

struct ValueWriter {
  Document& out;
  template <class Value>
  void operator()(const Value& value) const {
    out.value(value);
  }
};

void write_fact(Document& out, const triage::FactSet& facts, Literal name, std::string_view key) {
  const triage::Fact* fact = facts.first(key);
  if (fact == nullptr) return;
  out.key(name);
  std::visit(ValueWriter{out}, fact->value);
}

void write_list(Document& out, const triage::FactSet& facts, Literal name, std::string_view key) {
  if (facts.all(key).empty()) return;
  out.key(name).begin_array();
  for (const triage::Fact& fact : facts.all(key)) std::visit(ValueWriter{out}, fact.value);
  out.end_array();
}

}  // namespace

NamedDocument write_redaction_record(const ReportInput& input) {
  Document out = Document::json();
  out.begin_object();
  out.key("schema").value("sgw-diag/redaction/1");
  out.member("profile", input.tool.profile);
  out.key("masked").begin_array();
  for (const triage::ArtifactRecord& artifact : input.evidence.artifacts) write_masked(out, artifact);
  out.end_array();
  out.key("withheld").begin_array();
  for (const triage::ArtifactRecord& artifact : input.evidence.artifacts) write_withheld(out, artifact);
  out.end_array();
  out.end_object();
  return {BundlePath() / "redaction.json", out.take()};
}

NamedDocument write_version_record(const ReportInput& input, const triage::InstanceFacts& instance) {
  const triage::FactSet& facts = instance.facts;
  Document out = Document::json();
  out.begin_object();
  out.key("schema").value("sgw-diag/version/1");
  write_fact(out, facts, "image", "state.image");
  write_fact(out, facts, "tag", "version.tag");
  write_list(out, facts, "digests", "state.image_digests");
  write_fact(out, facts, "banner", "version.banner");
  write_fact(out, facts, "kind", "version.kind");
  write_fact(out, facts, "minor", "version.minor");
  write_fact(out, facts, "known", "version.known");
  write_fact(out, facts, "from", "version.source");
  write_fact(out, facts, "support", "version.support");
  write_fact(out, facts, "reason", "version.reason");
  write_fact(out, facts, "latest", "version.latest");
  write_fact(out, facts, "judged_by", "version.basis");
  write_list(out, facts, "fixes_missed", "version.fixes_missed");
  out.member("table_date", input.rules.version_table_date());
  write_fact(out, facts, "table_age_days", "version.table_age_days");
  out.member("as_of", input.evidence.as_of);
  out.end_object();
  return {BundlePath() / "gateways" / instance.instance.folder / "version.json", out.take()};
}

NamedDocument write_tool_record(const ReportInput& input) {
  Document out = Document::json();
  out.begin_object();
  out.key("schema").value("sgw-diag/tool/1");
  out.key("name").value("sgw-diag");
  out.member("version", input.tool.version);
  out.member("profile", input.tool.profile);
  out.member("version_table_date", input.rules.version_table_date());
  out.key("data_files").begin_array();
  for (const auto& [name, sha256] : input.tool.data_files) {
    out.begin_object().member("name", name).member("sha256", sha256).end_object();
  }
  out.end_array();
  out.end_object();
  return {BundlePath() / "sgw-diag" / "tool.json", out.take()};
}

NamedDocument write_run_log(const ReportInput& input) {
  Document out = Document::text();
  out.add(SafeText(input.evidence.started) + " started\n");
  for (const Remark* remark : in_order(input.evidence.remarks)) {
    SafeText line = SafeText(to_literal(remark->kind)) + " " + remark->source + ": " + subject_line(*remark);
    if (!remark->detail.empty()) line += " — " + remark->detail;
    out.add(line.printable() + "\n");
  }
  out.add(SafeText(input.evidence.finished) + " finished\n");
  return {BundlePath() / "sgw-diag" / "run.log", out.take()};
}

void write_given_rules(Document& out, const std::vector<triage::GivenRules>& given) {
  out.key("additional_rules").begin_array();
  for (const triage::GivenRules& rules : given) {
    out.begin_object().member("file", rules.file);
    out.key("replaces").begin_array();
    for (const SafeName& id : rules.replaced) out.value(SafeText(id));
    out.end_array().end_object();
  }
  out.end_array();
}

}  // namespace sgw::report
