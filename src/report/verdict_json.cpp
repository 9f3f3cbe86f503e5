#include "src/report/records.hpp"
#include "src/report/reports.hpp"
#include "src/report/wording.hpp"

#include <algorithm>

namespace sgw::report {
namespace {

constexpr std::size_t k_max_instances = 2000;  // of one finding

void write_texts(Document& out, Literal name, const std::vector<SafeText>& texts) {
  out.key(name).begin_array();
  for (const SafeText& text : texts) out.value(text);
  out.end_array();
}

void write_name_or_null(Document& out, Literal name, const std::optional<SafeName>& held) {
  out.key(name);
  if (held) {
    out.value(SafeText(*held));
  } else {
    out.null();
  }
}

void write_evidence(Document& out, const ReportInput& input, const std::vector<triage::Place>& places) {
  out.key("evidence").begin_array();
  for (const triage::Place& place : places) {
    out.begin_object().member("file", place.file);
    if (const PackedPlace packed = packed_place(input, place); packed.line) out.member("line", *packed.line);
    if (!place.pointer.empty()) out.member("pointer", place.pointer);
    out.member("text", place.quote).end_object();
  }
  out.end_array();
}

void write_instances(Document& out, const std::vector<SafeText>& folders) {
  out.key("instances").begin_array();
  for (std::size_t i = 0; i < std::min(folders.size(), k_max_instances); ++i) out.value(folders[i]);
  out.end_array();
  if (folders.size() > k_max_instances) out.member("instances_left_out", folders.size() - k_max_instances);
}

void write_finding(Document& out, const ReportInput& input, const triage::Finding& finding) {
  out.begin_object();
  out.member("rule", SafeText(finding.rule));
  out.member("owner", to_literal(finding.owner));
  write_texts(out, "clauses", finding.clauses);
  out.member("confidence", to_literal(finding.confidence));
  out.member("category", finding.category);
  out.member("title", finding.title);
  out.member("says", finding.says);
  write_instances(out, finding.instances);
  write_evidence(out, input, finding.evidence);
  write_name_or_null(out, "caused_by", finding.caused_by);
  write_texts(out, "next_steps", finding.next_steps);
  out.end_object();
}

void write_rules(Document& out, Literal name, const std::vector<SafeName>& rules) {
  out.key(name).begin_array();
  for (const SafeName& rule : rules) out.value(SafeText(rule));
  out.end_array();
}

void write_missing(Document& out, const triage::Verdict& verdict) {
  out.key("missing").begin_array();
  for (const triage::MissingFact& missing : verdict.missing) {
    out.begin_object().member("fact", missing.fact).member("how", missing.how).end_object();
  }
  out.end_array();
}

void write_head(Document& out, const triage::Verdict& verdict) {
  out.member("owner", to_literal(verdict.owner));
  out.member("category", verdict.category);
  out.member("confidence", to_literal(verdict.confidence));
  write_texts(out, "clauses", verdict.clauses);
  out.member("summary", verdict.summary);
  write_texts(out, "next_steps", verdict.next_steps);
  write_name_or_null(out, "primary", verdict.primary);
  write_rules(out, "conflicts", verdict.conflicts);
}

// Its findings by their rules: what they say stands above, once for all clusters.
void write_cluster(Document& out, const triage::ClusterVerdict& cluster) {
  const triage::Verdict& verdict = cluster.verdict;
  out.begin_object();
  out.member("context", cluster.context);
  write_head(out, verdict);
  std::vector<SafeName> rules;
  for (const triage::Finding& finding : verdict.findings) rules.push_back(finding.rule);
  write_rules(out, "findings", rules);
  write_missing(out, verdict);
  write_instances(out, cluster.instances);
  out.end_object();
}

}  // namespace

void write_verdict(Document& out, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  out.begin_object();
  out.key("schema").value("sgw-diag/verdict/1");
  write_head(out, verdict);
  write_given_rules(out, input.rules.given());
  out.key("findings").begin_array();
  for (const triage::Finding& finding : verdict.findings) write_finding(out, input, finding);
  out.end_array();
  write_missing(out, verdict);
  if (!verdict.clusters.empty()) {
    out.key("clusters").begin_array();
    for (const triage::ClusterVerdict& cluster : verdict.clusters) write_cluster(out, cluster);
    out.end_array();
  }
  out.end_object();
}

}  // namespace sgw::report
