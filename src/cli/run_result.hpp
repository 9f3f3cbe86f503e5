#pragma once

#include "src/app/bundle_run.hpp"
#include "src/app/exit_code.hpp"
#include "src/cli/console.hpp"
#include "src/cli/run_flags.hpp"

#include <optional>
#include <vector>

namespace sgw::cli {

// No gateway was found: the list of places looked at, and what to do next. With --json the document says so too.
app::ExitCode nothing_found(Console& console, const app::Session& session, const app::Diagnosis& diagnosis,
                            const ConsoleFlags& flags);

// -v: what was looked at, taken and left, and why. Warnings are always said.
void say_remarks(Console& console, const triage::Evidence& evidence);

// The one document of --json (schema sgw-diag/run/1): verdict, timeline, gaps, instances, and the bundle if there is
// one; of `inspect` what changed against the bundle's own verdict.
RedactedBytes run_document(const report::ReportInput& input, const app::Packed* packed, const SafeText& packed_path,
                           app::ExitCode code, const std::optional<std::vector<SafeText>>& changes = std::nullopt);

// 0 or 1, by whether something is missing; what was switched off is no gap.
app::ExitCode code_for_gaps(const triage::Evidence& evidence);

}  // namespace sgw::cli
