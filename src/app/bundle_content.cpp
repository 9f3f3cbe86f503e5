#include "src/app/bundle_content.hpp"

#include "src/app/bundle_run.hpp"

#include <sgw_diag/digest.hpp>

#include <algorithm>
#include <utility>

namespace sgw::app {

namespace {

SafeText bundle_name(const triage::Evidence& evidence) {
  SafeText gateway("none");
  if (evidence.instances.size() == 1) gateway = evidence.instances.front().folder.part(0, 60);
  if (evidence.instances.size() > 1) gateway = SafeText("multi");
  return SafeText("sgw-diag-") + gateway + "-" + SafeText::compact_time(evidence.finished);
}

// Those of a file that is about some gateways and lies in no gateway's folder.
std::vector<SafeText> folders_of(const ArtifactHeader& header, const std::vector<Instance>& instances) {
  std::vector<SafeText> folders;
  if (header.path.view().starts_with("gateways/")) return folders;
  for (const Instance& instance : instances) {
    if (std::find(header.instances.begin(), header.instances.end(), instance.id) != header.instances.end())
      folders.push_back(instance.folder);
  }
  return folders;
}

report::ManifestFile listed(const Collected& collected, const std::vector<Instance>& instances) {
  const Outcome& outcome = collected.record.outcome;
  SafeText said = to_literal(outcome.completeness);
  if (outcome.error) said += SafeText(": ") + outcome.error->text();
  return {.path = collected.record.header.path,
          .bytes = collected.spool->size(),
          .sha256 = collected.spool->sha256(),
          .source = collected.record.header.source,
          .outcome = said,
          .redacted = collected.record.notes,
          .instances = folders_of(collected.record.header, instances)};
}

}  // namespace

BundleContent::BundleContent(const Session& session, Diagnosis& diagnosis, const OutputOptions& options)
    : session_(session),
      diagnosis_(diagnosis),
      options_(options),
      name_(bundle_name(diagnosis.evidence)),
      cuts_(diagnosis.artifacts, diagnosis.evidence) {}

std::uint64_t BundleContent::searched_bytes() const {
  std::uint64_t bytes = 0;
  for (const Collected& collected : diagnosis_.artifacts) {
    if (collected.spool && diagnosis_.clean.contains(collected.spool->sha256().view()))
      bytes += collected.spool->size();
  }
  return bytes;
}

std::vector<package::BundleItem> BundleContent::items() const {
  const report::ReportInput input = report_input(session_, diagnosis_, options_, name_);
  std::vector<package::BundleItem> list;
  std::vector<report::ManifestFile> files;
  for (report::NamedDocument& document : report::write_documents(session_.store(), input)) {
    if (left_out_.contains(document.path.view())) continue;
    files.push_back({.path = document.path,
                     .bytes = document.bytes.size(),
                     .sha256 = Sha256::text_of(document.bytes.view()),
                     .source = SafeText("sgw-diag"),
                     .outcome = SafeText("complete"),
                     .redacted = {}});
    list.push_back({document.path, std::move(document.bytes)});
  }
  for (const Collected& collected : diagnosis_.artifacts) {
    if (!collected.spool) continue;
    files.push_back(listed(collected, diagnosis_.evidence.instances));
    list.push_back({collected.record.header.path, collected.spool.get()});
  }
  report::NamedDocument manifest = report::write_manifest(input, files);
  list.push_back({manifest.path, std::move(manifest.bytes)});
  return list;
}

std::size_t BundleContent::withhold(const std::vector<verify::Leak>& leaks) {
  std::set<std::string, std::less<>> files;  // below the root
  for (const verify::Leak& leak : leaks) files.insert(leak.file.substr(leak.file.find('/') + 1));
  std::size_t count = 0;
  for (Collected& collected : diagnosis_.artifacts) {
    const BundlePath& path = collected.record.header.path;
    if (files.erase(std::string(path.view())) == 0 || !collected.spool) continue;
    cuts_.leave_out(collected, Completeness::withheld,
                    {ErrorKind::unsafe, "the final check found something secret in it", {}});
    forget_quotes(path);
    ++count;
  }
  // A document may have quoted what was just withheld.
  return count > 0 ? count : withhold_documents(files);
}

std::size_t BundleContent::withhold_documents(const std::set<std::string, std::less<>>& files) {
  const auto gap = [this](Literal what, SafeText which, Literal why) {
    diagnosis_.evidence.remarks.push_back({.kind = Remark::Kind::gap,
                                           .source = SafeName("sgw-diag"),
                                           .text = what,
                                           .subject = std::move(which),
                                           .detail = SafeText(why)});
  };
  if (files.empty()) return 0;
  if (std::exchange(quotes_, false)) {
    forget_quotes({});
    gap("quotes of the collected files", {}, "withheld: the final check found something secret in one");
    return files.size();
  }
  std::size_t count = 0;
  for (const report::NamedDocument& document :
       report::write_documents(session_.store(), report_input(session_, diagnosis_, options_, name_))) {
    if (!files.contains(document.path.view()) || !left_out_.emplace(document.path.view()).second) continue;
    gap("document", document.path.text(), "withheld: the final check found something secret in it");
    ++count;
  }
  return count;
}

void BundleContent::forget_quotes(const std::optional<BundlePath>& file) {
  const auto forget = [&file](triage::Place& place) {
    if (!file || place.file == *file) place.quote = SafeText("(withheld with its file)");
  };
  for (triage::Finding& finding : diagnosis_.verdict.findings) {
    for (triage::Place& place : finding.evidence) forget(place);
  }
  for (triage::InstanceFacts& facts : diagnosis_.evidence.facts) {
    for (triage::EventCount& event : facts.events) {
      forget(event.first_place);
      forget(event.last_place);
    }
    for (triage::EventSeries& series : facts.series) {
      forget(series.place);
      if (series.quoted && (!file || series.place.file == *file)) series.what = SafeText("(withheld with its file)");
    }
  }
}

}  // namespace sgw::app
