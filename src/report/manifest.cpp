#include "src/report/records.hpp"
#include "src/report/reports.hpp"
#include "src/report/wording.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace sgw::report {
namespace {

void write_masked(Document& out, const std::vector<RedactionNote>& notes) {
  std::map<SafeName, std::uint64_t> counts;
  for (const RedactionNote& note : notes) counts[note.what] += note.count;
  out.key("redacted").begin_object();
  for (const auto& [what, count] : counts) out.key(SafeText(what)).value(count);
  out.end_object();
}

void write_instances(Document& out, const std::vector<SafeText>& folders) {
  if (folders.empty()) return;
  out.key("instances").begin_array();
  for (const SafeText& folder : folders) out.value(folder);
  out.end_array();
}

void write_files(Document& out, std::vector<const ManifestFile*> files) {
  std::sort(files.begin(), files.end(),
            [](const ManifestFile* left, const ManifestFile* right) { return left->path < right->path; });
  out.key("files").begin_array();
  for (const ManifestFile* file : files) {
    out.begin_object();
    out.member("path", file->path).member("bytes", file->bytes).member("sha256", file->sha256);
    out.member("source", file->source).member("outcome", file->outcome);
    write_masked(out, file->redacted);
    write_instances(out, file->instances);
    out.end_object();
  }
  out.end_array();
}

// The sources work side by side, so the order in which calls were made says nothing and differs from run to run.
void write_calls(Document& out, std::vector<Call> calls) {
  const auto order = [](const Call& call) {
    return std::tuple(call.source.view(), call.target.view(), call.verb.view(), call.status);
  };
  std::stable_sort(calls.begin(), calls.end(),
                   [&](const Call& left, const Call& right) { return order(left) < order(right); });
  out.key("calls").begin_array();
  for (const Call& call : calls) {
    out.begin_object();
    out.member("source", SafeText(call.source)).member("verb", call.verb).member("target", call.target);
    if (call.status != 0) out.member("status", call.status);
    // How long a file of this host takes to read is of no use, and would make two equal runs differ.
    if (!(call.verb == Literal("read"))) out.member("ms", static_cast<std::int64_t>(call.took.count()));
    out.end_object();
  }
  out.end_array();
}

void write_remarks(Document& out, const std::vector<Remark>& remarks) {
  out.key("remarks").begin_array();
  for (const Remark* remark : in_order(remarks)) {
    if (remark->kind == Remark::Kind::gap) continue;
    out.begin_object().member("kind", to_literal(remark->kind)).member("source", SafeText(remark->source));
    out.member("text", remark->text).member("subject", remark->subject).member("reason", remark->detail);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

NamedDocument write_manifest(const ReportInput& input, const std::vector<ManifestFile>& files) {
  Document out = Document::json();
  out.begin_object();
  out.key("schema").value("sgw-diag/manifest/1");
  out.key("tool").begin_object().key("name").value("sgw-diag").member("version", input.tool.version).end_object();
  out.member("started", input.evidence.started);
  out.member("finished", input.evidence.finished);
  out.member("as_of", input.evidence.as_of);
  out.member("as_of_given", input.evidence.as_of_given);
  std::vector<const ManifestFile*> listed;
  listed.reserve(files.size());
  for (const ManifestFile& file : files) listed.push_back(&file);
  write_files(out, std::move(listed));
  out.key("gaps").begin_array();
  for (const Gap& gap : gaps(input.evidence)) {
    out.begin_object().member("what", gap.what).member("reason", gap.reason).end_object();
  }
  out.end_array();
  write_calls(out, input.evidence.calls);
  write_remarks(out, input.evidence.remarks);
  write_given_rules(out, input.rules.given());
  out.end_object();
  return {BundlePath() / "manifest.json", out.take()};
}

}  // namespace sgw::report
