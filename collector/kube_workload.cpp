#include "collector/kube_workload.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_messages.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

void write_owners(JsonWriter& json, const KubeView& view) {
  std::vector<std::string> owners;
  const auto& chain = view.context.owners;
  owners.reserve(chain.size() + 1);
  for (const KubeOwnerObject& owner : chain) owners.push_back(owner.kind + "/" + kube_name(owner.object));
  // What stands behind the last one that was read: by its name alone.
  const JsonReader last = chain.empty() ? view.context.pod : chain.back().object;
  if (const auto more = kube_owner(last)) owners.push_back(more->kind + "/" + more->name);
  put_words(json, "owners", owners);
}

struct Failure {
  std::string reason;
  std::string message;
  std::string kind;
};

std::optional<Failure> failed_condition(const KubeView& view) {
  for (const KubeOwnerObject& owner : view.context.owners) {
    const JsonReader condition = kube_condition(owner.object, "ReplicaFailure");
    if (condition["status"].text_or("") != "True") continue;
    const std::string message = condition["message"].text_or("");
    return Failure{condition["reason"].text_or(""), message, creation_failure(message)};
  }
  return std::nullopt;
}

// StatefulSets and DaemonSets tell it by events only. The newest counts, and only while pods are lacking.
std::optional<Failure> failed_event(const KubeView& view) {
  std::optional<Failure> failure;
  std::optional<UtcTime> newest;
  for (const KubeOwnerObject& owner : view.context.owners) {
    for (const KubeEvent& event : view.context.around.events.of(owner.kind, owner.object)) {
      if (event.reason != "FailedCreate" || (newest && event.last < newest)) continue;
      newest = event.last;
      failure = Failure{event.reason, event.message, creation_failure(event.message)};
    }
  }
  return failure;
}

struct Counts {
  std::int64_t wanted = 1;
  std::int64_t there = 0;
  JsonReader ready;
  JsonReader updated;
  JsonReader available;
};

Counts counts_of(const KubeOwnerObject& workload) {
  const JsonReader status = workload.object["status"];
  const std::int64_t there = kube_pods_made(workload.kind, workload.object);
  if (workload.kind == "DaemonSet") {
    return {status["desiredNumberScheduled"].integer_or(0), there, status["numberReady"],
            status["updatedNumberScheduled"], status["numberAvailable"]};
  }
  return {workload.object["spec"]["replicas"].integer_or(1), there, status["readyReplicas"], status["updatedReplicas"],
          status["availableReplicas"]};
}

void write_failure(JsonWriter& json, const KubeView& view, const Counts& counts) {
  auto failure = failed_condition(view);
  if (!failure && counts.there < counts.wanted) failure = failed_event(view);
  const JsonReader progress = kube_condition(view.workload().object, "Progressing");
  const bool stuck = progress["reason"].text_or("") == "ProgressDeadlineExceeded";
  if (!failure && stuck) failure = Failure{"ProgressDeadlineExceeded", progress["message"].text_or(""), "deadline"};
  if (!failure) return;
  json.key("failure").begin_object();
  if (!failure->reason.empty()) json.member("reason", bounded(failure->reason));
  if (!failure->message.empty()) json.member("message", bounded(failure->message));
  json.member("kind", failure->kind).end_object();
}

void write_object(JsonWriter& json, const KubeView& view) {
  const KubeOwnerObject workload = view.workload();
  if (!workload.object.is_object()) return;
  const JsonReader object = workload.object;
  const Counts counts = counts_of(workload);
  json.key("workload").begin_object().member("kind", workload.kind);
  put_text(json, "name", object["metadata"]["name"]);
  json.member("replicas", counts.wanted);
  // The API leaves a count out when it is 0; of roll-outs a ReplicaSet knows nothing.
  if (object["status"].is_object()) {
    json.member("ready", counts.ready.integer_or(0)).member("available", counts.available.integer_or(0));
    if (workload.kind != "ReplicaSet") json.member("updated", counts.updated.integer_or(0));
  }
  json.member("paused", object["spec"]["paused"].boolean_or(false));
  const auto generation = object["metadata"]["generation"].integer();
  const auto observed = object["status"]["observedGeneration"].integer();
  if (generation && observed) json.member("generation_lags", *observed < *generation);
  const bool rolls = workload.kind == "Deployment";
  put_text(json, "strategy", object["spec"][rolls ? "strategy" : "updateStrategy"]["type"]);
  write_conditions(json, object);
  write_failure(json, view, counts);
  json.end_object();
}

void write_helm(JsonWriter& json, const KubeView& view) {
  const JsonReader labels = view.subject["metadata"]["labels"];
  const JsonReader release = view.workload().object["metadata"]["annotations"]["meta.helm.sh/release-name"];
  const bool by_helm =
      release.text() || labels["helm.sh/chart"].text() || labels["app.kubernetes.io/managed-by"].text_or("") == "Helm";
  if (!by_helm) return;
  json.key("helm").begin_object();
  put_text(json, "release", release.text() ? release : labels["app.kubernetes.io/instance"]);
  put_text(json, "chart", labels["helm.sh/chart"]);
  put_text(json, "app_version", labels["app.kubernetes.io/version"]);
  const std::string name = release.text_or(labels["app.kubernetes.io/instance"].text_or(""));
  if (const auto revision = deployed_revision(view.context.around.releases, name)) json.member("revision", *revision);
  json.end_object();
}

// Each replica's report looks at the others: of very many, at the first.
constexpr std::size_t k_max_siblings = 500;

// What a replica was made from; another revision has another image or other settings. Empty when the pod does not tell.
std::string revision_of(const JsonReader& pod) {
  const JsonReader labels = pod["metadata"]["labels"];
  for (const char* label : {"pod-template-hash", "controller-revision-hash"}) {
    if (auto hash = labels[label].text()) return *std::move(hash);
  }
  const auto owner = kube_owner(pod);
  return owner ? owner->uid : std::string();
}

bool is_this(const JsonReader& pod, const JsonReader& other) {
  return kube_name(pod) == kube_name(other) && kube_namespace(pod) == kube_namespace(other);
}

// Replicas of the same revision tell a node from an image: those elsewhere must run well, and here none may.
void write_node_storm(JsonWriter& json, const KubeView& view) {
  const JsonReader& own = view.context.pod;
  const std::string node = own["spec"]["nodeName"].text_or("");
  if (view.context.siblings == nullptr || !view.has_pod() || node.empty()) return;
  const std::string revision = revision_of(own);
  bool others = false;
  bool only_here = view.gateway.status["restartCount"].integer_or(0) > 0;
  const auto& siblings = *view.context.siblings;
  for (std::size_t i = 0; i < std::min(siblings.size(), k_max_siblings); ++i) {
    const JsonReader& pod = siblings[i];
    const std::string place = pod["spec"]["nodeName"].text_or("");
    if (place.empty() || is_this(pod, own) || revision_of(pod) != revision) continue;
    const JsonReader status = kube_container_status(pod["status"], view.gateway.name());
    const bool restarts = status["restartCount"].integer_or(0) > 0;
    const bool well = !restarts && status["ready"].boolean_or(false);
    others = others || (place != node && (well || restarts));
    only_here = only_here && (place == node ? !well : !restarts);
  }
  if (others) json.member("restarts_on_this_node_only", only_here);
}

// A pod that is over or on its way out, while its workload has all the replicas that it wants: history.
void write_replaced(JsonWriter& json, const KubeView& view) {
  const KubeOwnerObject workload = view.workload();
  if (!view.has_pod() || !workload.object["status"].is_object()) return;
  const bool over = kube_is_over(view.context.pod) || view.context.pod["metadata"]["deletionTimestamp"].text();
  const Counts counts = counts_of(workload);
  if (over) json.member("replaced", counts.wanted > 0 && counts.ready.integer_or(0) >= counts.wanted);
}

}  // namespace

void write_conditions(JsonWriter& json, const JsonReader& object) {
  json.key("conditions").begin_array();
  for (const JsonReader& condition : object["status"]["conditions"].items(k_max_items)) {
    if (!condition.is_object()) continue;
    json.begin_object();
    put_text(json, "type", condition["type"]);
    put_text(json, "status", condition["status"]);
    put_text(json, "reason", condition["reason"]);
    put_text(json, "message", condition["message"]);
    put_time(json, "since", condition["lastTransitionTime"]);
    json.end_object();
  }
  json.end_array();
}

void write_workload(JsonWriter& json, const KubeView& view) {
  write_owners(json, view);
  write_object(json, view);
  write_helm(json, view);
  json.member("shape", kube_shape(view.subject, view.gateway.name()));
  write_node_storm(json, view);
  write_replaced(json, view);
}

}  // namespace sgw::collector
