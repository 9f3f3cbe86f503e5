#include "collector/kube_surroundings.hpp"

#include <set>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_objects = 2000;  // of a kind and namespace
constexpr std::size_t k_max_events = 5000;
constexpr std::size_t k_max_secrets = 100;  // of a namespace

JsonReader spec_of(const KubeGateway& gateway) {
  return gateway.pod.exists() ? gateway.pod["spec"] : gateway.workload()["spec"]["template"]["spec"];
}

// Objects of a gateway are named after it: "gw" made "gw-5c7", which made "gw-5c7-x2x9k".
class Family {
 public:
  explicit Family(std::span<const KubeGateway> gateways) {
    for (const KubeGateway& gateway : gateways) {
      names_.insert(gateway.name);
      for (const KubeOwnerObject& owner : gateway.owners) names_.insert(kube_name(owner.object));
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

void read_into(KubeReader& reader, std::string_view resource, const std::string& ns, KubeList& list) {
  const KubeKind& kind = kube_kind(resource);
  bool cut = false;
  const bool read = reader.list(kind, ns, [&](const JsonReader& object) {
    cut = list.items.size() >= k_max_objects;
    if (!cut) list.items.push_back(detached(object));
    return !cut;
  });
  if (cut) reader.say_cut(kind, ns);
  list.known = read && !cut;  // of half a list, what is not there tells nothing
}

void read_events(KubeReader& reader, const std::string& ns, const Family& family, KubeNamespace& around) {
  std::size_t count = 0;
  const bool read = reader.list(kube_kind("events"), ns, [&](const JsonReader& object) {
    KubeEvent event = read_event(object);
    if (!family.has(event.name)) return true;
    if (++count <= k_max_events) around.events.add(std::move(event));
    return count <= k_max_events;
  });
  if (count > k_max_events) reader.say_cut(kube_kind("events"), ns);
  around.events_known = read && count <= k_max_events;
}

void read_metrics(KubeReader& reader, const std::string& ns, const Family& family, KubeList& metrics) {
  metrics.known = reader.list(kube_kind("metrics.k8s.io", "pods"), ns, [&](const JsonReader& pod) {
    if (family.has(kube_name(pod))) metrics.items.push_back(detached(pod));
    return metrics.items.size() < k_max_objects;
  });
}

void read_config_maps(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways,
                      KubeList& config_maps) {
  std::set<std::string> names;
  for (const KubeGateway& gateway : gateways) {
    for (std::string& name : config_map_names(spec_of(gateway))) names.insert(std::move(name));
  }
  config_maps.known = true;
  for (const std::string& name : names) {
    auto found = reader.find(kube_kind("configmaps"), ns, name);
    config_maps.known = config_maps.known && found.has_value();
    if (found && found->exists()) config_maps.items.push_back(*std::move(found));
  }
}

void read_secrets(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways,
                  std::vector<KubeSecret>& secrets) {
  const KubeKind& kind = kube_kind("secrets");
  std::set<std::string> names;
  for (const KubeGateway& gateway : gateways) {
    for (std::string& name : secret_names(spec_of(gateway))) names.insert(std::move(name));
  }
  if (names.size() > k_max_secrets) reader.say_cut(kind, ns);
  for (const std::string& name : names) {
    if (secrets.size() == k_max_secrets) break;
    if (const auto found = reader.get(kind, ns, name)) secrets.push_back(read_secret(name, *found));
  }
}

void read_releases(KubeReader& reader, const std::string& ns, std::vector<KubeRelease>& releases) {
  const auto take = [&releases](const JsonReader& secret) {
    if (auto release = read_release(secret)) releases.push_back(*std::move(release));
    return releases.size() < k_max_objects;
  };
  reader.list(kube_kind_of_releases(), ns, take, "labelSelector=" + std::string(k_release_selector));
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

KubeNamespace read_surroundings(KubeReader& reader, const std::string& ns, std::span<const KubeGateway> gateways) {
  const Family family(gateways);
  KubeNamespace around;
  around.name = ns;
  read_config_maps(reader, ns, gateways, around.config_maps);
  read_events(reader, ns, family, around);
  read_into(reader, "services", ns, around.services);
  read_into(reader, "endpointslices", ns, around.endpoint_slices);
  if (!around.endpoint_slices.known && reader.may(kube_kind("endpointslices"), ns)) {
    read_into(reader, "endpoints", ns, around.endpoints);
  }
  read_into(reader, "networkpolicies", ns, around.network_policies);
  read_into(reader, "horizontalpodautoscalers", ns, around.autoscalers);
  read_into(reader, "poddisruptionbudgets", ns, around.disruption_budgets);
  read_into(reader, "persistentvolumeclaims", ns, around.claims);
  read_into(reader, "serviceaccounts", ns, around.service_accounts);
  read_into(reader, "ingresses", ns, around.ingresses);
  read_metrics(reader, ns, family, around.pod_metrics);
  if (reader.with_secrets()) {
    read_secrets(reader, ns, gateways, around.secrets);
    read_releases(reader, ns, around.releases);
  }
  return around;
}

}  // namespace sgw::collector
