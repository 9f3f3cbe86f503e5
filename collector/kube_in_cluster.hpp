#pragma once

#include "collector/kube_config.hpp"

#include <filesystem>

namespace sgw::collector {

inline constexpr const char* k_in_cluster = "in-cluster";  // the context that stands for it
inline constexpr const char* k_service_account_folder = "/var/run/secrets/kubernetes.io/serviceaccount";

// Whether this process runs in a pod: the variables that every container of one has.
bool runs_in_cluster(const Environment& environment);

// The cluster that we run in, by the service account whose files lie in `folder`. Errors: not_found (no token: the pod
// does not mount one), io, denied; bad_data_file for a ca.crt or an address that is none.
RawResult<KubeAccess> in_cluster_access(const Environment& environment, const std::filesystem::path& folder);

}  // namespace sgw::collector
