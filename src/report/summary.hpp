#pragma once

#include "src/report/reports.hpp"
#include "src/triage/timeline.hpp"

namespace sgw::report {

// SUMMARY.md: one page for a tired person, the verdict first.
NamedDocument write_summary(const ResourceStore& store, const ReportInput& input, const triage::Timeline& timeline);

}  // namespace sgw::report
