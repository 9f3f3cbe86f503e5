#pragma once

#include "collector/kube_finder.hpp"
#include "collector/kube_reader.hpp"

#include <sgw_diag/json_reader.hpp>

#include <map>
#include <span>
#include <string>
#include <vector>

namespace sgw::collector {

// What stands around the gateways of one namespace: read once, shared by all of them. Only objects that may be about a
// gateway are held; lists are never whole in memory.
struct KubeSurroundings {
  std::vector<JsonReader> replica_sets;
  std::vector<JsonReader> services;
  std::vector<JsonReader> endpoint_slices;
  std::vector<JsonReader> endpoints;  // where the server has no slices
  std::vector<JsonReader> network_policies;
  std::vector<JsonReader> autoscalers;
  std::vector<JsonReader> disruption_budgets;
  std::vector<JsonReader> claims;
  std::vector<JsonReader> service_accounts;
  std::vector<JsonReader> ingresses;
  std::vector<JsonReader> events;
  std::vector<JsonReader> secrets;                // metadata only, with --read-secret-metadata
  std::map<std::string, JsonReader> config_maps;  // those that the gateways name
  std::map<std::string, JsonReader> metrics;      // by pod
};

// `gateways`: those of the namespace.
KubeSurroundings read_surroundings(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways,
                                   bool secrets);

// The names of the ConfigMaps that a pod's (or pod template's) containers take settings from.
std::vector<std::string> config_map_names(const JsonReader& pod_spec);

}  // namespace sgw::collector
