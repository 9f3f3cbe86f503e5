#pragma once

#include "src/report/reports.hpp"

#include <vector>

namespace sgw::report {

// Gateways that a page shows in one line: replicas of one workload of which the verdict says the same. A gateway that
// is no replica has a line of its own.
struct ReplicaGroup {
  const triage::InstanceFacts* first = nullptr;
  const triage::Finding* finding = nullptr;  // what stands first of all; nullptr: nothing
  std::size_t count = 0;                     // of gateways
  std::size_t of = 0;                        // replicas of the workload; 0: no replica
  SafeText workload;                         // "Deployment apim/edge"
  std::vector<SafeText> names;               // the first few
};

// In the order of the gateways; groups of one workload follow each other, as the verdict ranks what they have.
std::vector<ReplicaGroup> replica_groups(const ReportInput& input);

// "3 of 5 replicas of Deployment apim/edge: edge-x, edge-y, …"; of a single one its name, and where it runs.
SafeText group_name(const ReplicaGroup& group);

// One group on one line, for the terminal: "3 of 5 replicas of Deployment apim/edge: running, version 2.12.3".
SafeText group_line(const ReplicaGroup& group);

// How many gateways the groups from number `shown` on hold.
std::size_t gateways_from(const std::vector<ReplicaGroup>& groups, std::size_t shown);

}  // namespace sgw::report
