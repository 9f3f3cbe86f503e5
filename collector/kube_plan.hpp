#pragma once

#include <sgw_diag/preview.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// What the Kubernetes source asks of a cluster, for each of `namespaces` (empty: all). Made from the table of kinds.
// Beside it: kube_reader.cpp, kube_rights.cpp, kube_log.cpp, kube_status.cpp, which make the calls.
std::vector<PlannedCall> kube_calls(const Selection& selection, const std::vector<std::string>& namespaces,
                                    std::uint64_t limit_of_log);

// The clusters that a run would ask, or a note why none.
void plan_kubernetes(const Selection& selection, std::uint64_t limit_of_log, Preview& preview);

}  // namespace sgw::collector
