#include "src/app/bundle_run.hpp"

#include "src/verify/bundle_check.hpp"

#include <sgw_diag/digest.hpp>

#include <algorithm>
#include <set>

namespace sgw::app {

namespace {

constexpr std::uint64_t k_least_log_bytes = 4096;
constexpr int k_max_attempts = 24;  // each halves the logs: from the largest size to the least

Literal extension(package::ArchiveFormat format) {
  switch (format) {
    case package::ArchiveFormat::tar_gz:
      return ".tar.gz";
    case package::ArchiveFormat::tar_zst:
      return ".tar.zst";
    case package::ArchiveFormat::zip:
      return ".zip";
  }
  return ".tar.gz";
}

// "sgw-diag-<gateway>-<UTC>": ASCII, under 110 characters with its extension, no colon.
SafeText bundle_name(const triage::Evidence& evidence) {
  SafeText gateway("none");
  if (evidence.instances.size() == 1) gateway = evidence.instances.front().folder.part(0, 60);
  if (evidence.instances.size() > 1) gateway = SafeText("multi");
  return SafeText("sgw-diag-") + gateway + "-" + SafeText::compact_time(evidence.finished);
}

// The run's items: documents, then artifacts by path, the manifest last.
class BundleBuilder {
 public:
  BundleBuilder(const Session& session, Diagnosis& diagnosis, const OutputOptions& options)
      : session_(session), diagnosis_(diagnosis), options_(options), name_(bundle_name(diagnosis.evidence)) {}

  const SafeText& name() const { return name_; }

  std::vector<package::BundleItem> items() const {
    const report::ReportInput input = report_input(session_, diagnosis_, options_, name_);
    std::vector<package::BundleItem> list;
    std::vector<report::ManifestFile> files;
    for (report::NamedDocument& document : report::write_documents(session_.store(), input)) {
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
      files.push_back(listed(collected));
      list.push_back({collected.record.header.path, collected.spool.get()});
    }
    std::sort(files.begin(), files.end(), [](const auto& left, const auto& right) { return left.path < right.path; });
    report::NamedDocument manifest = report::write_manifest(input, files);
    list.push_back({manifest.path, std::move(manifest.bytes)});
    return list;
  }

  // Halves the largest logs. False when there is nothing left to cut.
  Result<bool> cut_logs() {
    std::uint64_t largest = 0;
    for (const Collected& collected : diagnosis_.artifacts) {
      if (is_log(collected)) largest = std::max(largest, collected.spool->size());
    }
    if (largest <= k_least_log_bytes) return false;
    const std::uint64_t limit = std::max(largest / 2, k_least_log_bytes);
    for (Collected& collected : diagnosis_.artifacts) {
      if (!is_log(collected) || collected.spool->size() <= limit) continue;
      SGW_CHECK(collected.spool->shrink(limit));
      settle(collected, Completeness::truncated,
             {ErrorKind::too_large, "cut to fit --max-size", SafeText::bytes(collected.spool->cut_bytes())});
    }
    return true;
  }

  // Takes the files that hold a leak out of the bundle, with everything that was quoted from them.
  std::size_t withhold(const std::vector<verify::Leak>& leaks) {
    std::set<std::string, std::less<>> files;
    for (const verify::Leak& leak : leaks) files.insert(leak.file);
    std::size_t count = 0;
    for (Collected& collected : diagnosis_.artifacts) {
      const std::string inside = std::string(name_.view()) + '/' + std::string(collected.record.header.path.view());
      if (!collected.spool || !files.contains(inside)) continue;
      collected.spool.reset();
      settle(collected, Completeness::withheld,
             {ErrorKind::unsafe, "the final check found something secret in it", {}});
      forget_quotes(collected.record.header.path);
      ++count;
    }
    return count;
  }

 private:
  static bool is_log(const Collected& collected) {
    return collected.spool && collected.record.header.role == Role::log;
  }

  report::ManifestFile listed(const Collected& collected) const {
    const Outcome& outcome = collected.record.outcome;
    SafeText said = to_literal(outcome.completeness);
    if (outcome.error) said += SafeText(": ") + outcome.error->text();
    return {.path = collected.record.header.path,
            .bytes = collected.spool->size(),
            .sha256 = collected.spool->sha256(),
            .source = collected.record.header.source,
            .outcome = said,
            .redacted = collected.record.notes};
  }

  void settle(Collected& collected, Completeness completeness, Error why) {
    collected.record.outcome.completeness = completeness;
    collected.record.outcome.error = std::move(why);
    for (triage::ArtifactRecord& record : diagnosis_.evidence.artifacts) {
      if (record.header.path == collected.record.header.path) record.outcome = collected.record.outcome;
    }
  }

  void forget_quotes(const BundlePath& file) {
    const auto forget = [&file](triage::Place& place) {
      if (place.file == file) place.quote = SafeText("(withheld with its file)");
    };
    for (triage::Finding& finding : diagnosis_.verdict.findings) {
      for (triage::Place& place : finding.evidence) forget(place);
    }
    for (triage::InstanceFacts& facts : diagnosis_.evidence.facts) {
      for (triage::EventCount& event : facts.events) {
        forget(event.first_place);
        forget(event.last_place);
      }
    }
  }

  const Session& session_;
  Diagnosis& diagnosis_;
  const OutputOptions& options_;
  SafeText name_;
};

// Writes, and cuts logs until the file fits.
Result<package::PendingBundle> write_fitting(BundleBuilder& builder, const package::BundleOptions& options) {
  for (int attempt = 0; attempt < k_max_attempts; ++attempt) {
    auto pending = package::PendingBundle::write(options, builder.items());
    if (pending || pending.error().kind != ErrorKind::too_large) return pending;
    SGW_TRY(const bool cut, builder.cut_logs());
    if (!cut) break;
  }
  return fail(ErrorKind::io, "the bundle does not fit --max-size even with its logs cut; allow more");
}

}  // namespace

report::ReportInput report_input(const Session& session, const Diagnosis& diagnosis, const OutputOptions& options,
                                 SafeText bundle_name) {
  const auto packed_line = [&diagnosis](const BundlePath& file, std::uint64_t line) -> std::optional<std::uint64_t> {
    for (const Collected& collected : diagnosis.artifacts) {
      if (collected.spool && collected.record.header.path == file) return collected.spool->line_after_cut(line);
    }
    return line;
  };
  return {.evidence = diagnosis.evidence,
          .verdict = diagnosis.verdict,
          .rules = session.rules(),
          .tool = session.tool_info(),
          .request = {.description = session.shown(options.description),
                      .severity = session.shown(options.severity),
                      .started = session.shown(options.started)},
          .packed_line = packed_line,
          .bundle_name = std::move(bundle_name)};
}

Result<Packed> write_bundle(const Session& session, Diagnosis& diagnosis, const OutputOptions& options,
                            const OutputPlan& plan, const Limits& limits, Progress& progress) {
  progress.stage("writing the bundle");
  BundleBuilder builder(session, diagnosis, options);
  const std::string file_name = std::string(builder.name().view()) + std::string(extension(plan.format).view());
  const package::BundleOptions archive{.target = plan.target.empty() ? plan.folder / file_name : plan.target,
                                       .to_stdout = plan.to_stdout,
                                       .format = plan.format,
                                       .root = builder.name(),
                                       .mtime = diagnosis.evidence.finished,
                                       .max_size = limits.max_size};
  const std::vector<RawText> known = session.redactor().known_values();

  std::size_t withheld = 0;
  for (int round = 0; round < 2; ++round) {
    SGW_TRY(package::PendingBundle pending, write_fitting(builder, archive));
    progress.stage("checking the bundle");
    const verify::BundleCheck check = verify::check_bundle(pending.readable_path(), known);
    if (check.sound()) {
      SGW_TRY(const package::BundleReceipt receipt, pending.commit());
      SGW_CHECK(session.save_map());
      return Packed{plan.to_stdout ? std::filesystem::path() : archive.target, receipt.bytes, receipt.sha256,
                    builder.name(), withheld};
    }
    withheld += builder.withhold(check.leaks);
    if (withheld == 0) break;
  }
  return fail(ErrorKind::unsafe, "the finished archive did not pass the final check; no bundle was written");
}

}  // namespace sgw::app
