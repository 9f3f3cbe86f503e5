#pragma once

#include "collector/kube_api.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <cstdint>
#include <string>

namespace sgw::collector {

struct KubeStatusPlace {
  std::string ns;
  std::string pod;
  std::int64_t port = 8080;
};

// Where a gateway's container serves its status without TLS: the port that its own checks ask for it, else 8080.
std::int64_t status_port(const JsonReader& container);

// Asks a pod's gateway for its status through the API server's pod proxy, which reaches the pod where this host cannot,
// and writes status.json of the instance. Needs `get` on pods/proxy.
void collect_pod_status(KubeApi& api, const KubeStatusPlace& place, InstanceId instance, const CollectContext& context,
                        RawSink& sink);

}  // namespace sgw::collector
