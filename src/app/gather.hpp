#pragma once

#include "src/app/collecting_sink.hpp"
#include "src/app/early_check.hpp"
#include "src/app/progress.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/redaction.hpp>

#include <stop_token>
#include <vector>

namespace sgw::app {

struct GatherOptions {
  Keep keep = Keep::spools;
  Limits limits;
  Deadline deadline;  // of collecting; packaging has its own time after it
  UtcTime now;
  redaction::Profile profile = redaction::Profile::support;  // the redactor's
};

// What was collected: evidence without a time of judgment, and the spools it was taken from.
struct Gathered {
  triage::Evidence evidence;
  std::vector<Collected> artifacts;  // in order of path
  CleanDigests clean;                // of logs that were searched already
};

// Runs the plan's sources on a few threads, first round and follow-up. Cannot fail: what could not be collected is an
// artifact with an outcome, or a remark. A source that throws ends as a remark of kind gap.
Gathered gather(collector::Plan& plan, const redaction::Redactor& redactor, const triage::RuleBook& rules,
                const GatherOptions& options, const std::stop_token& stop, Progress& progress);

}  // namespace sgw::app
