#pragma once

#include "src/triage/fact.hpp"

#include <sgw_diag/redacted.hpp>

#include <vector>

namespace sgw::triage {

// What became of one artifact.
struct ArtifactRecord {
  ArtifactHeader header;
  Outcome outcome;
  std::vector<RedactionNote> notes;
};

// A cluster that was looked into, as its cluster.json tells of it.
struct ClusterRecord {
  SafeText context;
  SafeText problem;  // why nothing could be read of it; empty: it answered
};

// Everything known after collecting; what the verdict and the reports are made of.
struct Evidence {
  UtcTime started{};
  UtcTime finished{};
  UtcTime as_of{};           // the time of judgment
  bool as_of_given = false;  // by --as-of or by a sample's record
  std::vector<Instance> instances;
  std::vector<InstanceFacts> facts;       // one for each instance, in the same order
  std::vector<ArtifactRecord> artifacts;  // in order of path
  std::vector<Remark> remarks;
  std::vector<Call> calls;
  std::vector<ClusterRecord> clusters = {};  // in no order
};

}  // namespace sgw::triage
