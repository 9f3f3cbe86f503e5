#pragma once

#include "src/app/diagnose.hpp"
#include "src/app/hand_over.hpp"
#include "src/report/reports.hpp"

#include <filesystem>
#include <stop_token>

namespace sgw::app {

// Where and how the bundle is written; checked before anything is collected.
struct OutputPlan {
  std::filesystem::path target;  // the file; empty until the bundle's name is known
  std::filesystem::path folder;  // where it goes when `target` is empty
  bool to_stdout = false;
  package::ArchiveFormat format = package::ArchiveFormat::tar_gz;
};

// Decides from -o and --format, and tries the folder: a full or read-only place is told now, not after two minutes.
Result<OutputPlan> plan_output(const Session& session, const OutputOptions& options);

struct Packed {
  std::filesystem::path path;  // empty on standard output
  std::uint64_t bytes = 0;
  SafeText sha256;
  SafeText name;                   // the bundle's root folder
  std::size_t withheld = 0;        // files that the final check found something in
  std::optional<Handed> handed{};  // if that was asked for
};

// Writes the documents and the archive, has the finished archive checked, and gives it its name. Logs are cut, oldest
// part first, until the file fits --max-size and the disk, and until packing and checking are done by `run_end`. A file
// with a finding is withheld and the archive rebuilt; so are, where one of our own documents has it, all quotes, then
// the document. If the check still finds something, nothing is left and the error is of kind `unsafe`. A `stop` that
// comes while it packs or checks cuts the logs to their least size, so that a bundle, packed and checked anew, is there
// within moments. `diagnosis` learns what was withheld and cut, and that the run was interrupted, so that what is
// printed afterwards agrees with the bundle.
Result<Packed> write_bundle(const Session& session, Diagnosis& diagnosis, const OutputOptions& options,
                            const OutputPlan& plan, const Limits& limits, Deadline run_end, const std::stop_token& stop,
                            Progress& progress);

// The input of all reports for this diagnosis. Refers to its arguments.
report::ReportInput report_input(const Session& session, const Diagnosis& diagnosis, const OutputOptions& options,
                                 SafeText bundle_name);

}  // namespace sgw::app
