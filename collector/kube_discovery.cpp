#include "collector/kube_discovery.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_environment.hpp"
#include "collector/kube_object.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace sgw::collector {

namespace {

void add_ports(const JsonReader& container, GatewaySigns& signs) {
  std::set<std::pair<std::int64_t, std::string>> ports;
  std::set<std::string> names;
  for (const JsonReader& port : container["ports"].items(k_max_items)) {
    const std::string protocol = port["protocol"].text_or("TCP");
    ports.emplace(port["containerPort"].integer_or(0), protocol);
    if (protocol == "UDP") names.insert(port["name"].text_or(""));
  }
  signs.peer_ports = (names.contains("rate-limit-dc") && names.contains("dc-heartbeat")) ||
                     (ports.contains({4290, "UDP"}) && ports.contains({4291, "UDP"}));
  signs.web_ports = ports.contains({8080, "TCP"}) && ports.contains({8081, "TCP"});
}

bool checks_status(const JsonReader& probe) {
  if (asks_for_status(probe["httpGet"]["path"].text_or(""))) return true;
  const auto words = probe["exec"]["command"].items(k_max_items);
  return std::any_of(words.begin(), words.end(),
                     [](const JsonReader& word) { return asks_for_status(word.text_or("")); });
}

GatewaySigns signs_of(const JsonReader& container, const ConfigMapLookup& config_maps) {
  GatewaySigns signs;
  signs.images = {container["image"].text_or("")};
  signs.name = container["name"].text_or("");
  for (const EnvVariable& variable : kube_environment(container, config_maps).variables)
    signs.settings.insert(variable.name);
  add_ports(container, signs);
  constexpr std::array<const char*, 3> k_probes{"readinessProbe", "livenessProbe", "startupProbe"};
  signs.status_check = std::any_of(k_probes.begin(), k_probes.end(),
                                   [&container](const char* probe) { return checks_status(container[probe]); });
  for (const JsonReader& mount : container["volumeMounts"].items(k_max_items)) {
    signs.backup_mount = signs.backup_mount || mount["mountPath"].text_or("") == k_backup_folder;
  }
  return signs;
}

// A gateway by what the container itself shows: the label is the pod's, and the image alone may serve a helper.
bool stands_alone(GatewaySigns signs) {
  if (!score_signs(signs).gateway()) return false;
  signs.images.clear();
  return score_signs(signs).points > 0;
}

KubeScore score_template(const JsonReader& pod, const ConfigMapLookup& config_maps) {
  const bool labelled = pod["metadata"]["labels"][k_component_label].text_or("") == k_component;
  KubeScore best;
  std::vector<std::string> gateways;
  for (const JsonReader& container : kube_staying(pod["spec"])) {
    GatewaySigns signs = signs_of(container, config_maps);
    if (stands_alone(signs)) gateways.push_back(signs.name);
    signs.component_label = labelled;
    DiscoveryScore score = score_signs(signs);
    if (best.container.empty() || score.points > best.points) {
      static_cast<DiscoveryScore&>(best) = std::move(score);
      best.container = signs.name;
    }
  }
  std::erase(gateways, best.container);
  best.others = std::move(gateways);
  return best;
}

std::string literal_setting(const JsonReader& container, std::string_view name) {
  std::string value;
  for (const JsonReader& variable : container["env"].items(k_max_variables)) {
    if (variable["name"].text_or("") == name) value = variable["value"].text_or("");
  }
  return value;
}

// The extension manager's marks. Its release is of the same chart family, so that this comes before "helm".
bool by_arc(const JsonReader& metadata) {
  for (const char* where : {"labels", "annotations"}) {
    for (const auto& [name, value] : metadata[where].members(k_max_items)) {
      if (name.find("clusterconfig.azure.com/") != std::string::npos) return true;
      if (lower(value.text_or("")).find("microsoft.apimanagement.gateway") != std::string::npos) return true;
    }
  }
  return false;
}

// "<gateway>-env" and "<gateway>-token" (or, since 2026, "apim-gateway-env" and "apim-access-token").
bool portal_sources(const JsonReader& container) {
  bool settings = false;
  bool token = false;
  for (const JsonReader& from : container["envFrom"].items(k_max_items)) {
    settings = settings || from["configMapRef"]["name"].text_or("").ends_with("-env");
    token = token || from["secretRef"]["name"].text_or("").ends_with("-token");
  }
  for (const JsonReader& variable : container["env"].items(k_max_variables)) {
    token = token || variable["valueFrom"]["secretKeyRef"]["name"].text_or("").ends_with("-token");
  }
  return settings && (token || container["name"].text_or("") == "apim-gateway");
}

}  // namespace

KubeScore score_pod(const JsonReader& pod, const ConfigMapLookup& config_maps) {
  return score_template(pod, config_maps);
}

KubeScore score_workload(const JsonReader& workload, const ConfigMapLookup& config_maps) {
  return score_template(workload["spec"]["template"], config_maps);
}

std::string kube_shape(const JsonReader& pod_or_template, std::string_view container) {
  const JsonReader metadata = pod_or_template["metadata"];
  const JsonReader gateway = kube_staying_named(pod_or_template["spec"], container);
  if (by_arc(metadata)) return "arc";
  const bool chart = metadata["labels"]["helm.sh/chart"].text_or("").starts_with("azure-api-management-gateway");
  if (chart || literal_setting(gateway, "runtime.deployment.mechanism") == "Helm") return "helm";
  if (literal_setting(gateway, "runtime.deployment.artifact.source") == "Azure Portal") return "portal";
  return portal_sources(gateway) ? "portal" : "other";
}

}  // namespace sgw::collector
