#pragma once

#include "collector/kube_event.hpp"
#include "collector/kube_object.hpp"
#include "collector/kube_secret_metadata.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// What was read of one namespace: shared by the reports of all its pods.
struct KubeNamespace {
  std::string name;
  KubeList config_maps;
  KubeList services;
  KubeList endpoint_slices;
  KubeList endpoints;  // of servers without slices; not looked at when there are slices
  KubeList network_policies;
  KubeList autoscalers;  // HorizontalPodAutoscalers of any version
  KubeList disruption_budgets;
  KubeList claims;  // PersistentVolumeClaims
  KubeList service_accounts;
  KubeList ingresses;
  KubeList pod_metrics;
  std::vector<KubeSecret> secrets;    // those that the pods name, with --read-secret-metadata
  std::vector<KubeRelease> releases;  // the same
  KubeEventIndex events;
  bool events_known = false;
};

// An object with its kind, which the items of a list do not have.
struct KubeOwnerObject {
  std::string kind;  // "ReplicaSet"
  JsonReader object;
};

// One gateway: a pod, or a workload that has none. Absent documents are empty readers; what refers to something lives
// as long as the report is made.
struct KubePodContext {
  explicit KubePodContext(const KubeNamespace& of) : around(of) {}

  const KubeNamespace& around;
  std::string context;                                // the kubeconfig's context, "in-cluster"
  bool several_clusters = false;                      // the instance is then called "<context>/<pod>"
  JsonReader pod;                                     // empty: a workload without pods, the last of `owners`
  std::vector<KubeOwnerObject> owners;                // from the pod outwards: ReplicaSet, Deployment
  const std::vector<JsonReader>* siblings = nullptr;  // all pods of the workload, this one may be among them
  JsonReader node;                                    // the pod's
  std::string gateway_container;                      // KubeScore::container, or one of the others
  std::vector<std::string> other_gateways;            // containers that have a report of their own
  std::vector<std::string> reasons;                   // why it was taken for a gateway
  bool live = false;                                  // registers what the settings name for probes from this host
};

// Announces the instance (by the pod's name, where it has several gateways "<pod>/<container>", else the workload's)
// and writes state.json, settings.json, kubernetes.json and, when it has any, events.jsonl (ARCHITECTURE.md, "Facts").
// First teaches `sink` every secret of the pod's environments, arguments, annotations and labels. Works from JSON
// alone; logs are the caller's.
InstanceId report_pod(const KubePodContext& context, Targets& targets, RawSink& sink);

}  // namespace sgw::collector
