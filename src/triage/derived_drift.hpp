#pragma once

#include "src/triage/evidence.hpp"

#include <vector>

namespace sgw::triage {

// Compares the replicas of one gateway: instances of the same gateway id at the same endpoint. Where they differ, each
// gets the facts drift.image ("edge-1 2.12.3", …), drift.settings (names) and drift.started (times a day or more
// apart). Twice is the same as once.
void derive_drift(std::vector<InstanceFacts>& instances);

}  // namespace sgw::triage
