#include "collector/kube_containers.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sgw::collector {

namespace {

using Statuses = std::map<std::string, JsonReader, std::less<>>;

Statuses statuses(const JsonReader& list) {
  Statuses by_name;
  for (const JsonReader& status : list.items(k_max_items)) by_name.try_emplace(status["name"].text_or(""), status);
  return by_name;
}

const char* to_word(KubeRole role) {
  switch (role) {
    case KubeRole::gateway:
      return "gateway";
    case KubeRole::init:
      return "init";
    case KubeRole::sidecar:
      break;
  }
  return "sidecar";
}

// "running", "waiting", "terminated"; nothing of it when the kubelet has not said.
std::string state_of(const KubeContainer& container) {
  for (const char* state : {"running", "waiting", "terminated"}) {
    if (container.status["state"][state].is_object()) return state;
  }
  return "unknown";
}

void write_container(JsonWriter& json, const KubeContainer& container) {
  json.begin_object();
  put_text(json, "name", container.spec["name"]);
  json.member("role", to_word(container.role));
  put_text(json, "image", container.spec["image"]);
  const std::string state = state_of(container);
  json.member("state", state);
  const JsonReader now = container.status["state"][state];
  put_text(json, "reason", now["reason"]);
  put_text(json, "message", now["message"]);
  put_flag(json, "ready", container.status["ready"]);
  put_integer(json, "restarts", container.status["restartCount"]);
  put_integer(json, "exit_code", container.ended()["exitCode"]);
  put_time(json, "started_at", now["startedAt"]);
  json.end_object();
}

template <class Condition>
void write_names(JsonWriter& json, std::string_view key, const std::vector<KubeContainer>& containers,
                 Condition condition) {
  std::vector<std::string> names;
  for (const KubeContainer& container : containers) {
    if (condition(container)) names.push_back(container.name());
  }
  put_words(json, key, names);
}

}  // namespace

JsonReader KubeContainer::ended() const {
  const JsonReader now = status["state"]["terminated"];
  return now.is_object() ? now : status["lastState"]["terminated"];
}

bool KubeContainer::begun() const {
  const JsonReader now = status["state"];
  return now["running"].is_object() || now["terminated"].is_object() || held_up();
}

bool KubeContainer::held_up() const {
  const std::string waits_for = status["state"]["waiting"]["reason"].text_or("");
  return !waits_for.empty() && waits_for != "ContainerCreating" && waits_for != "PodInitializing";
}

bool KubeContainer::failed() const {
  const bool ended_badly = ended()["exitCode"].integer_or(0) != 0;
  return role == KubeRole::init && !ready() && (ended_badly || held_up());
}

std::vector<KubeContainer> kube_containers(const JsonReader& pod, const std::vector<std::string>& gateways) {
  std::vector<KubeContainer> containers;
  const auto is_gateway = [&gateways](const std::string& name) {
    return std::find(gateways.begin(), gateways.end(), name) != gateways.end();
  };
  const Statuses of_init = statuses(pod["status"]["initContainerStatuses"]);
  for (const JsonReader& spec : pod["spec"]["initContainers"].items(k_max_containers)) {
    const std::string name = spec["name"].text_or("");
    const auto status = of_init.find(name);
    const KubeRole staying = is_gateway(name) ? KubeRole::gateway : KubeRole::sidecar;
    containers.push_back(
        {kube_stays(spec) ? staying : KubeRole::init, spec, status == of_init.end() ? JsonReader() : status->second});
  }
  const Statuses of_run = statuses(pod["status"]["containerStatuses"]);
  for (const JsonReader& spec : pod["spec"]["containers"].items(k_max_containers)) {
    const std::string name = spec["name"].text_or("");
    const auto status = of_run.find(name);
    containers.push_back({is_gateway(name) ? KubeRole::gateway : KubeRole::sidecar, spec,
                          status == of_run.end() ? JsonReader() : status->second});
  }
  return containers;
}

void write_containers(JsonWriter& json, const std::vector<KubeContainer>& containers) {
  json.key("containers").begin_array();
  for (const KubeContainer& container : containers) write_container(json, container);
  json.end_array();
  const auto sidecar = [](const KubeContainer& container) { return container.role == KubeRole::sidecar; };
  write_names(json, "sidecars", containers, sidecar);
  // Before the kubelet has said anything of one, or has begun with it, it is unknown and not "not ready".
  write_names(json, "sidecar_not_ready", containers, [&sidecar](const KubeContainer& container) {
    return sidecar(container) && container.begun() && container.status["ready"].boolean() == false;
  });
  write_names(json, "init_failed", containers, [](const KubeContainer& container) { return container.failed(); });
}

void write_gateway_run(JsonWriter& json, const KubeContainer& gateway) {
  if (const JsonReader waiting = gateway.status["state"]["waiting"]; waiting.is_object()) {
    json.key("waiting").begin_object();
    put_text(json, "reason", waiting["reason"]);
    put_text(json, "message", waiting["message"]);
    json.end_object();
  }
  if (const JsonReader end = gateway.ended(); end.is_object()) {
    json.key("last_ended").begin_object();
    put_text(json, "reason", end["reason"]);
    put_integer(json, "exit_code", end["exitCode"]);
    put_integer(json, "signal", end["signal"]);
    put_text(json, "message", end["message"]);
    put_time(json, "started_at", end["startedAt"]);
    put_time(json, "finished_at", end["finishedAt"]);
    json.end_object();
  }
}

}  // namespace sgw::collector
