#pragma once

#include "collector/kube_api.hpp"

#include <sgw_diag/source.hpp>

#include <string>

namespace sgw::collector {

// Asks a pod's gateway for its status through the API server's pod proxy, which reaches the pod where this host cannot,
// and writes status.json of the instance. Needs `get` on pods/proxy.
void collect_pod_status(KubeApi& api, const std::string& ns, const std::string& pod, InstanceId instance,
                        const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
