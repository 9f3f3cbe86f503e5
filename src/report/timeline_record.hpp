#pragma once

#include "src/report/reports.hpp"
#include "src/triage/timeline.hpp"

namespace sgw::report {

// timeline.jsonl. Its first line is the head: schema "sgw-diag/timeline/1", totals, what was left out, and how far the
// clocks lie apart. Each further line is a row, in order of time.
NamedDocument write_timeline(const ReportInput& input, const triage::Timeline& timeline);

}  // namespace sgw::report
