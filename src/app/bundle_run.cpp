#include "src/app/bundle_run.hpp"

#include "src/app/bundle_content.hpp"
#include "src/app/fitting_writer.hpp"
#include "src/verify/bundle_check.hpp"

#include <string>
#include <system_error>
#include <utility>

namespace sgw::app {

namespace {

constexpr int k_max_names = 100;
// As it is; without the files that hold something; without the quotes in our own documents; without those documents.
constexpr int k_max_rounds = 4;

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

// The file's path. A name that we chose ourselves is never the reason to lose a run: where it is taken (two runs within
// a second), the next number is tried.
std::filesystem::path target_for(const OutputPlan& plan, const SafeText& name) {
  if (plan.to_stdout || !plan.target.empty()) return plan.target;
  const std::string stem(name.view());
  const std::string ending(extension(plan.format).view());
  std::filesystem::path target = plan.folder / (stem + ending);
  std::error_code ignored;
  for (int number = 2;
       number < k_max_names && std::filesystem::exists(std::filesystem::symlink_status(target, ignored)); ++number) {
    target.replace_filename(stem).concat("-").concat(std::to_string(number)).concat(ending);
  }
  return target;
}

// "no right to write there: ./a.tar.gz"
Error with_place(Error error, const Session& session, const OutputPlan& plan, const std::filesystem::path& target) {
  if (error.kind == ErrorKind::io && error.subject.empty() && !plan.to_stdout)
    error.subject = session.shown_path(target);
  return error;
}

verify::SearchedFiles searched_before(const Diagnosis& diagnosis) {
  verify::SearchedFiles searched;
  for (const Collected& collected : diagnosis.artifacts) {
    if (!collected.spool) continue;
    const std::string digest(collected.spool->sha256().view());
    if (diagnosis.clean.contains(digest)) searched.emplace(collected.record.header.path.view(), digest);
  }
  return searched;
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
                      .started = options.started ? SafeText(*options.started) : SafeText()},
          .packed_line = packed_line,
          .bundle_name = std::move(bundle_name)};
}

Result<Packed> write_bundle(const Session& session, Diagnosis& diagnosis, const OutputOptions& options,
                            const OutputPlan& plan, const Limits& limits, Deadline run_end, const std::stop_token& stop,
                            Progress& progress) {
  progress.stage("writing the bundle");
  BundleContent content(session, diagnosis, options);
  const package::BundleOptions archive{.target = target_for(plan, content.name()),
                                       .to_stdout = plan.to_stdout,
                                       .format = plan.format,
                                       .root = content.name(),
                                       .mtime = diagnosis.evidence.finished,
                                       .max_size = limits.max_size};
  const std::vector<RawText> known = session.redactor().known_values();
  FittingWriter writer(content, archive, Pace::measure(diagnosis.artifacts, plan.format, known), run_end);

  // Whoever stops the run now wants its end: the logs get their least size, which is packed and checked in a moment. No
  // bundle gets its name unchecked. A run that was stopped before has heard it already.
  std::stop_token heard = diagnosis.interrupted ? std::stop_token() : stop;
  const auto give_way = [&] {
    content.cuts().cut_to(0, k_cut_for_stop);
    diagnosis.interrupted = true;
    heard = {};
  };
  std::size_t withheld = 0;
  for (int round = 0; round < k_max_rounds;) {
    if (heard.stop_requested()) give_way();
    auto pending = writer.write();
    if (!pending) return tl::make_unexpected(with_place(std::move(pending).error(), session, plan, archive.target));
    progress.stage("checking the bundle");
    const verify::BundleCheck check =
        verify::check_bundle(pending->readable_path(), known, heard, searched_before(diagnosis));
    if (check.sound()) {
      // First the key: a bundle that cannot be compared with the next one is not what was asked for.
      SGW_CHECK(session.save_map());
      const auto receipt = pending->commit();
      if (!receipt) return tl::make_unexpected(with_place(receipt.error(), session, plan, archive.target));
      return Packed{plan.to_stdout ? std::filesystem::path() : archive.target,
                    receipt->bytes,
                    receipt->sha256,
                    content.name(),
                    withheld,
                    std::nullopt};
    }
    if (check.stopped) continue;
    const std::size_t count = content.withhold(check.leaks);
    if (count == 0) break;
    withheld += count;
    ++round;
  }
  return fail(ErrorKind::unsafe, "the finished archive did not pass the final check; no bundle was written");
}

}  // namespace sgw::app
