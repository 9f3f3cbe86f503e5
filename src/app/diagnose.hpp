#pragma once

#include "src/app/gather.hpp"
#include "src/app/options.hpp"
#include "src/app/session.hpp"
#include "src/triage/verdict.hpp"

#include <stop_token>

namespace sgw::app {

// A run up to its verdict.
struct Diagnosis {
  triage::Evidence evidence;
  triage::Verdict verdict;
  std::vector<Collected> artifacts;
  CleanDigests clean;
  bool interrupted = false;

  bool found_nothing() const { return evidence.instances.empty(); }
};

// Collects, cleans and classifies; of the time until `run_end`, some is left for packaging. Fails only before anything
// is collected (bad selection, bad facts file).
Result<Diagnosis> diagnose(const Session& session, const RunOptions& options, Keep keep, Deadline run_end,
                           const std::stop_token& stop, Progress& progress);

// The run's clock: SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) if it is set, else now.
UtcTime run_clock();

}  // namespace sgw::app
