#pragma once

#include "collector/discovery.hpp"

#include <sgw_diag/json_reader.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// The ConfigMap of that name in the pod's namespace; an empty reader when it is not known.
using ConfigMapLookup = std::function<JsonReader(std::string_view name)>;

struct KubeScore : DiscoveryScore {
  std::string container;            // the one that looks most like a gateway: foreign text; empty without containers
  std::vector<std::string> others;  // of a gateway: further containers that are one by their own signs, in order
};

// How much a pod looks like a self-hosted gateway: its best container, and its label. What it, its owners or its
// Services are called counts for nothing. `config_maps` tells what settings an envFrom brings in.
KubeScore score_pod(const JsonReader& pod, const ConfigMapLookup& config_maps = {});
// The same of what makes pods: a Deployment, StatefulSet, DaemonSet, ReplicaSet or Job, by its pod template.
KubeScore score_workload(const JsonReader& workload, const ConfigMapLookup& config_maps = {});

// How a pod or a pod template came into the cluster: "helm" (the product's chart), "portal" (the YAML that the portal
// hands out), "arc" (the extension), "other". `container` is the gateway's name.
std::string kube_shape(const JsonReader& pod_or_template, std::string_view container);

}  // namespace sgw::collector
