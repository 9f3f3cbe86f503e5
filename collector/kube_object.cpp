#include "collector/kube_object.hpp"

#include "collector/json_fields.hpp"

namespace sgw::collector {

JsonReader KubeList::named(std::string_view name) const {
  for (const JsonReader& item : items) {
    if (kube_name(item) == name) return item;
  }
  return {};
}

std::string kube_name(const JsonReader& object) { return object["metadata"]["name"].text_or(""); }

std::string kube_namespace(const JsonReader& object) { return object["metadata"]["namespace"].text_or(""); }

JsonReader kube_named(const JsonReader& list, std::string_view name) {
  for (const JsonReader& item : list.items(k_max_items)) {
    if (item["name"].text_or("") == name) return item;
  }
  return {};
}

bool kube_stays(const JsonReader& init_container) { return init_container["restartPolicy"].text_or("") == "Always"; }

std::vector<JsonReader> kube_staying(const JsonReader& pod_spec) {
  std::vector<JsonReader> staying = pod_spec["containers"].items(k_max_containers);
  for (JsonReader& container : pod_spec["initContainers"].items(k_max_containers)) {
    if (kube_stays(container)) staying.push_back(std::move(container));
  }
  return staying;
}

JsonReader kube_staying_named(const JsonReader& pod_spec, std::string_view name) {
  JsonReader container = kube_named(pod_spec["containers"], name);
  if (container.exists()) return container;
  container = kube_named(pod_spec["initContainers"], name);
  return kube_stays(container) ? container : JsonReader();
}

JsonReader kube_container_status(const JsonReader& pod_status, std::string_view name) {
  JsonReader status = kube_named(pod_status["containerStatuses"], name);
  return status.exists() ? status : kube_named(pod_status["initContainerStatuses"], name);
}

std::string kube_volume_kind(const JsonReader& volume) {
  for (const auto& [kind, source] : volume.members(k_max_items)) {
    if (kind != "name" && source.is_object()) return kind;
  }
  return {};
}

std::optional<KubeOwner> kube_owner(const JsonReader& object) {
  JsonReader chosen;
  for (const JsonReader& owner : object["metadata"]["ownerReferences"].items(k_max_items)) {
    const bool controller = owner["controller"].boolean_or(false);
    if (!chosen.exists() || controller) chosen = owner;
    if (controller) break;
  }
  if (!chosen["kind"].text() || !chosen["name"].text()) return std::nullopt;
  return KubeOwner{chosen["kind"].text_or(""), chosen["name"].text_or(""), chosen["uid"].text_or("")};
}

std::int64_t kube_pods_made(std::string_view kind, const JsonReader& workload) {
  return workload["status"][kind == "DaemonSet" ? "currentNumberScheduled" : "replicas"].integer_or(0);
}

JsonReader kube_condition(const JsonReader& object, std::string_view type) {
  for (const JsonReader& condition : object["status"]["conditions"].items(k_max_items)) {
    if (condition["type"].text_or("") == type) return condition;
  }
  return {};
}

bool kube_is_over(const JsonReader& pod) {
  const std::string phase = pod["status"]["phase"].text_or("");
  return phase == "Failed" || phase == "Succeeded";
}

std::optional<UtcTime> kube_time(std::initializer_list<JsonReader> values) {
  for (const JsonReader& value : values) {
    const auto text = value.text();
    if (!text || text->starts_with("0001-")) continue;
    if (const auto time = parse_time(*text)) return time;
  }
  return std::nullopt;
}

}  // namespace sgw::collector
