#pragma once

#include "collector/kube_discovery.hpp"
#include "collector/kube_pod_report.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <string>
#include <vector>

namespace sgw::collector {

inline JsonReader kube_json(const std::string& text) {
  auto json = JsonReader::parse(text);
  EXPECT_TRUE(json) << text.substr(0, 200);
  return json.value_or(JsonReader());
}

// A namespace as tests/data/kubernetes_objects/<name>.json has it: lists of objects by resource. What is not in it was
// not read.
struct KubeScene {
  JsonReader all;
  KubeNamespace around;
  std::vector<JsonReader> pods;
  JsonReader node;
  bool several_clusters = false;

  explicit KubeScene(const JsonReader& lists) : all(lists), pods(lists["pods"].items()) {
    around.name = "apim";
    if (!pods.empty()) around.name = kube_namespace(pods[0]);
    read("configmaps", around.config_maps);
    read("services", around.services);
    read("endpoints", around.endpoints);
    read("endpointslices", around.endpoint_slices);
    read("networkpolicies", around.network_policies);
    read("horizontalpodautoscalers", around.autoscalers);
    read("poddisruptionbudgets", around.disruption_budgets);
    read("persistentvolumeclaims", around.claims);
    read("serviceaccounts", around.service_accounts);
    read("ingresses", around.ingresses);
    read("podmetrics", around.pod_metrics);
    around.events_known = all["events"].exists();
    for (const JsonReader& event : all["events"].items()) around.events.add(read_event(event));
    node = all["nodes"].at(0);
  }

  static KubeScene named(const std::string& name) {
    return KubeScene(kube_json(test::test_data("kubernetes_objects/" + name + ".json")));
  }

  // The chain of `pod`, or of a workload without pods: the first Deployment or StatefulSet with its ReplicaSet.
  std::vector<KubeOwnerObject> owners() const {
    std::vector<KubeOwnerObject> chain;
    if (all["replicasets"].at(0).exists()) chain.push_back({"ReplicaSet", all["replicasets"].at(0)});
    if (all["deployments"].at(0).exists()) chain.push_back({"Deployment", all["deployments"].at(0)});
    if (all["statefulsets"].at(0).exists()) chain.push_back({"StatefulSet", all["statefulsets"].at(0)});
    if (all["daemonsets"].at(0).exists()) chain.push_back({"DaemonSet", all["daemonsets"].at(0)});
    return chain;
  }

 private:
  void read(const char* resource, KubeList& list) const {
    list.known = all[resource].exists();
    list.items = all[resource].items();
  }
};

// What the report of the scene's first pod (or of its workload, without one) writes.
struct KubeReport {
  test::MemoryRawSink sink;
  Targets targets;
  JsonReader state;
  JsonReader settings;
  JsonReader kubernetes;
  std::string events;

  explicit KubeReport(const KubeScene& scene) {
    KubePodContext context(scene.around);
    context.context = "west";
    context.several_clusters = scene.several_clusters;
    context.owners = scene.owners();
    if (!scene.pods.empty()) context.pod = scene.pods[0];
    context.siblings = &scene.pods;
    context.node = scene.node;
    const auto score = scene.pods.empty() && !context.owners.empty() ? score_workload(context.owners.back().object)
                                                                     : score_pod(context.pod);
    context.gateway_container = score.container;
    context.other_gateways = score.others;
    context.reasons = score.reasons;
    report_pod(context, targets, sink);
    state = document("state.json");
    settings = document("settings.json");
    kubernetes = document("kubernetes.json");
    if (const auto* artifact = sink.find("events.jsonl")) events = artifact->bytes;
  }

  bool writes(std::string_view text) const {
    return std::any_of(sink.artifacts.begin(), sink.artifacts.end(),
                       [text](const auto& artifact) { return artifact.bytes.find(text) != std::string::npos; });
  }

 private:
  JsonReader document(const char* name) const {
    const auto* artifact = sink.find(name);
    return artifact == nullptr ? JsonReader() : kube_json(artifact->bytes);
  }
};

inline std::vector<std::string> texts(const JsonReader& list) {
  std::vector<std::string> all;
  for (const JsonReader& item : list.items()) all.push_back(item.text_or("?"));
  return all;
}

}  // namespace sgw::collector
