#pragma once

#include "collector/kube_view.hpp"

#include <string>

namespace sgw::collector {

// The pod's name, or the workload's when it has none; with the context before it when there are several clusters.
std::string kube_instance_name(const KubePodContext& context);

// The document of a pod's state.json (ARCHITECTURE.md, "Facts"), in the words of a container's.
std::string kube_state_document(const KubeView& view);

}  // namespace sgw::collector
