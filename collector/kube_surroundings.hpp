#pragma once

#include "collector/kube_finder.hpp"
#include "collector/kube_pod_report.hpp"
#include "collector/kube_reader.hpp"

#include <span>
#include <string>
#include <vector>

namespace sgw::collector {

// What stands around the gateways of one namespace, read once for all of them. Only objects that may be about a gateway
// are held: no list is whole in memory.
KubeNamespace read_surroundings(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways);

// The names of the ConfigMaps that a pod's containers take settings from; `pod_spec` of a pod or a pod template.
std::vector<std::string> config_map_names(const JsonReader& pod_spec);

}  // namespace sgw::collector
