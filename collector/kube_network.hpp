#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// How a pod is reached and what it reaches: `services`, `endpoints`, `network_policies`, `egress…`, `ingresses`,
// `host_aliases`, `dns_policy` of kubernetes.json. What was not read is left out.
void write_network(JsonWriter& json, const KubeView& view);

// "10.0.0.1 name other", of spec.hostAliases.
std::vector<std::string> host_aliases(const JsonReader& pod);

}  // namespace sgw::collector
