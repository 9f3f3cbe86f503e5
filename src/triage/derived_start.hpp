#pragma once

#include "src/triage/fact.hpp"

namespace sgw::triage {

// What lies before and after the start of the run that is there, "state.started_at":
// token.renewed_at (by the metadata of the Secret that it comes from, else as stated, "token_renewed_at"),
// token.renewed_after_start (the process still has the one it started with), health.slow_start (every failed check fell
// into the first minute, and it is up since), run.seconds (how long the last run that ended had lasted),
// restart.last_line (what it said last).
void derive_start(FactSet& facts);

}  // namespace sgw::triage
