#include "src/report/records.hpp"
#include "src/report/reports.hpp"
#include "src/report/summary.hpp"
#include "src/report/support_request.hpp"
#include "src/report/timeline_record.hpp"

#include "embedded/report_data.hpp"

namespace sgw::report {

std::span<const EmbeddedFile> report_data() { return embedded::report_data(); }

std::vector<NamedDocument> write_documents(const ResourceStore& store, const ReportInput& input) {
  std::vector<NamedDocument> documents;
  const triage::Timeline timeline = triage::make_timeline(input.evidence);
  documents.push_back(write_summary(store, input, timeline));
  documents.push_back(write_support_request(store, input));
  Document verdict = Document::json();
  write_verdict(verdict, input);
  documents.push_back({BundlePath() / "verdict.json", verdict.take()});
  documents.push_back(write_timeline(input, timeline));
  documents.push_back(write_redaction_record(input));
  for (const triage::InstanceFacts& instance : input.evidence.facts) {
    documents.push_back(write_version_record(input, instance));
  }
  documents.push_back(write_tool_record(input));
  documents.push_back(write_run_log(input));
  return documents;
}

}  // namespace sgw::report
