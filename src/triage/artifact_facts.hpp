#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/log_reader.hpp"

#include <sgw_diag/artifact.hpp>
#include <sgw_diag/json_reader.hpp>

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
  SafeText text;                       // a structured artifact
  std::optional<SafeJson> document{};  // the same, parsed, while it is merged: the tree takes many times the text
  LogSummary log;                      // a log
  std::vector<Place> run_end;          // of a log: what the run before the last start said last
};

// What a cluster.json says of its cluster; nothing when it is no such document.
std::optional<ClusterRecord> cluster_record(const ArtifactFacts& artifact);

// Facts that may be told of instances in all, a moment of the timeline counting as one: each holds some 400 bytes.
// Thousands of gateways stay below it; a bundle that is made to take long would have billions.
inline constexpr std::uint64_t k_max_merged_facts = 3'000'000;

struct MergedFacts {
  std::vector<InstanceFacts> instances;
  std::uint64_t left_out = 0;  // documents, one for each instance that was not told all of one
};

// One set of facts for each instance, in the order given. The result does not depend on the order of `artifacts`.
MergedFacts merge_artifacts(const std::vector<Instance>& instances, std::vector<ArtifactFacts> artifacts,
                            std::uint64_t most_facts = k_max_merged_facts);

// Adds what a log said to what is known of its instance.
void merge_log(InstanceFacts& instance, LogSummary log);

}  // namespace sgw::triage
