#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/log_reader.hpp"

#include <sgw_diag/artifact.hpp>

#include <optional>
#include <vector>

namespace sgw::triage {

// What one artifact gave, before it is known which others there are.
struct ArtifactFacts {
  explicit ArtifactFacts(const ArtifactHeader& header)
      : role(header.role), path(header.path), instances(header.instances) {}

  Role role;
  BundlePath path;
  std::vector<InstanceId> instances;  // empty: all
  Completeness completeness = Completeness::partial;
  SafeText text;               // a structured artifact
  LogSummary log;              // a log
  std::vector<Place> run_end;  // of a log: what the run before the last start said last
};

// What a cluster.json says of its cluster; nothing when it is no such document.
std::optional<ClusterRecord> cluster_record(const ArtifactFacts& artifact);

// One set of facts for each instance, in the order given. The result does not depend on the order of `artifacts`.
std::vector<InstanceFacts> merge_artifacts(const std::vector<Instance>& instances,
                                           std::vector<ArtifactFacts> artifacts);

// Adds what a log said to what is known of its instance.
void merge_log(InstanceFacts& instance, LogSummary log);

}  // namespace sgw::triage
