#pragma once

#include "collector/kube_containers.hpp"
#include "collector/kube_discovery.hpp"
#include "collector/kube_labels.hpp"
#include "collector/kube_pod_report.hpp"

#include <string>
#include <vector>

namespace sgw::collector {

// What the parts of a gateway's report look at, found once.
struct KubeView {
  const KubePodContext& context;
  JsonReader subject;  // the pod, or the pod template of a workload without any
  KubeLabels labels;
  std::vector<KubeContainer> containers;
  KubeContainer gateway;             // empty when the name is of no container
  std::vector<KubeEvent> events;     // of the pod
  std::vector<JsonReader> services;  // that select it

  bool has_pod() const { return context.pod.exists(); }
  // What makes the pods: Deployment, StatefulSet, …; empty without an owner that was read.
  KubeOwnerObject workload() const;
};

KubeView make_view(const KubePodContext& context);

// The autoscaler of what makes the pods; an empty reader when there is none, or none was read.
JsonReader autoscaler_of(const KubeView& view);

// Finds what envFrom and valueFrom name among the ConfigMaps of the namespace, which must outlive it.
ConfigMapLookup config_map_lookup(const KubeNamespace& around);

}  // namespace sgw::collector
