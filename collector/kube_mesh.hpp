#pragma once

#include "collector/kube_containers.hpp"

#include <sgw_diag/json_reader.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// Which meshes and the like have a part in the pod: istio, linkerd, consul, dapr, kuma, open-service-mesh, … by their
// sidecars' names and images and by the marks that their injectors leave. Each once, by name.
std::vector<std::string> kube_meshes(const JsonReader& pod, const std::vector<KubeContainer>& containers);

// Whether KEDA scales: by the marks on the autoscaler that it makes.
bool made_by_keda(const JsonReader& autoscaler);

}  // namespace sgw::collector
