#pragma once

#include "src/report/page_template.hpp"
#include "src/report/reports.hpp"
#include "src/triage/timeline.hpp"

#include <vector>

namespace sgw::report {

// A highlight in words; plain text, nothing escaped.
struct MomentWords {
  SafeText time;       // "2026-11-12T15:31:03Z to 2026-11-12T15:43:45Z", "no time known"
  SafeText what;       // "die (exit code 139), 9 times"
  SafeText instances;  // ", edge-1 and 2 more"; empty when the run has one gateway
  SafeText place;      // "gateways/edge-gw/events.jsonl:2"
};
MomentWords words_of(const ReportInput& input, const triage::Highlight& moment);

// How the clocks compare, a sentence each; none that agree are left unsaid.
std::vector<SafeText> clock_sentences(const triage::Timeline& timeline);

// The page's part: timeline_part, clocks, moments.
void add_timeline(PageFields& fields, const ReportInput& input, const triage::Timeline& timeline);

}  // namespace sgw::report
