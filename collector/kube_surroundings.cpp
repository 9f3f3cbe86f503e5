#include "collector/kube_surroundings.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_objects = 2000;  // of a kind and namespace
constexpr std::size_t k_max_events = 5000;

std::string name_of(const JsonReader& object) { return object["metadata"]["name"].text_or(""); }

JsonReader spec_of(const KubeGateway& gateway) {
  return gateway.pod.exists() ? gateway.pod["spec"] : gateway.workload["spec"]["template"]["spec"];
}

// Objects of a gateway are named after it: "gw" made "gw-5c7", which made "gw-5c7-x2x9k".
class Family {
 public:
  explicit Family(std::span<const KubeGateway> gateways) {
    for (const KubeGateway& gateway : gateways) {
      names_.insert(gateway.name);
      if (const std::string workload = name_of(gateway.workload); !workload.empty()) names_.insert(workload);
      for (const JsonReader& volume : spec_of(gateway)["volumes"].items()) {
        if (auto claim = volume["persistentVolumeClaim"]["claimName"].text()) names_.insert(*std::move(claim));
      }
    }
  }

  bool has(const std::string& name) const {
    for (std::size_t end = name.size(); end != 0 && end != std::string::npos; end = name.rfind('-', end - 1)) {
      if (names_.contains(name.substr(0, end))) return true;
    }
    return false;
  }

 private:
  std::set<std::string> names_;
};

KubeApi::Take into(std::vector<JsonReader>& objects, std::size_t most = k_max_objects) {
  return [&objects, most](const JsonReader& object) {
    objects.push_back(detached(object));
    return objects.size() < most;
  };
}

void read_events(KubeReader& reader, const std::string& ns, const Family& family, KubeSurroundings& around) {
  reader.list("events", ns, [&](const JsonReader& event) {
    const JsonReader about = event["involvedObject"].exists() ? event["involvedObject"] : event["regarding"];
    if (family.has(about["name"].text_or(""))) around.events.push_back(detached(event));
    return around.events.size() < k_max_events;
  });
}

void read_config_maps(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways,
                      KubeSurroundings& around) {
  std::set<std::string> names;
  for (const KubeGateway& gateway : gateways) {
    for (std::string& name : config_map_names(spec_of(gateway))) names.insert(std::move(name));
  }
  for (const std::string& name : names) {
    if (JsonReader found = reader.get("configmaps", ns, name); found.exists()) {
      around.config_maps.emplace(name, std::move(found));
    }
  }
}

}  // namespace

std::vector<std::string> config_map_names(const JsonReader& pod_spec) {
  std::vector<std::string> names;
  for (const char* list : {"initContainers", "containers"}) {
    for (const JsonReader& container : pod_spec[list].items()) {
      for (const JsonReader& from : container["envFrom"].items()) {
        if (auto name = from["configMapRef"]["name"].text()) names.push_back(*std::move(name));
      }
      for (const JsonReader& variable : container["env"].items()) {
        if (auto name = variable["valueFrom"]["configMapKeyRef"]["name"].text()) names.push_back(*std::move(name));
      }
    }
  }
  return names;
}

KubeSurroundings read_surroundings(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways,
                                   bool secrets) {
  const Family family(gateways);
  KubeSurroundings around;
  read_config_maps(reader, ns, gateways, around);
  read_events(reader, ns, family, around);
  reader.list("replicasets", ns, [&](const JsonReader& set) {
    if (family.has(name_of(set))) around.replica_sets.push_back(detached(set));
    return around.replica_sets.size() < k_max_objects;
  });
  reader.list("services", ns, into(around.services));
  if (!reader.list("endpointslices", ns, into(around.endpoint_slices))) {
    reader.list("endpoints", ns, into(around.endpoints));
  }
  reader.list("networkpolicies", ns, into(around.network_policies));
  reader.list("horizontalpodautoscalers", ns, into(around.autoscalers));
  reader.list("poddisruptionbudgets", ns, into(around.disruption_budgets));
  reader.list("persistentvolumeclaims", ns, into(around.claims));
  reader.list("serviceaccounts", ns, into(around.service_accounts));
  reader.list("ingresses", ns, into(around.ingresses));
  if (secrets) reader.list("secrets", ns, into(around.secrets));
  return around;
}

}  // namespace sgw::collector
