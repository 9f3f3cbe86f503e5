#include "collector/kube_state.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_network.hpp"
#include "collector/kube_quantity.hpp"
#include "collector/text.hpp"

#include <sgw_diag/json_writer.hpp>

#include <vector>

namespace sgw::collector {

namespace {

std::string name_of(const KubePodContext& context) {
  std::string name = kube_name(context.pod);
  if (name.empty() && !context.owners.empty()) name = kube_name(context.owners.back().object);
  return name.empty() ? "pod" : name;
}

// Empty: it has pods that could not be read.
std::string status_of(const KubeView& view) {
  const KubeOwnerObject workload = view.workload();
  if (!view.has_pod()) return kube_pods_made(workload.kind, workload.object) > 0 ? "" : "no-pods";
  const JsonReader now = view.gateway.status["state"];
  if (kube_is_over(view.context.pod) || now["terminated"].is_object()) return "exited";
  if (now["running"].is_object()) return "running";
  return now["waiting"]["reason"].text_or("") == "CrashLoopBackOff" ? "restarting" : "created";
}

void write_image(JsonWriter& json, const KubeView& view) {
  const std::string reference = view.gateway.spec["image"].text_or("");
  const ImageReference image = parse_image(reference);
  if (!reference.empty()) json.member("image", bounded(reference));
  std::string id = view.gateway.status["imageID"].text_or("");
  if (const std::size_t scheme = id.find("://"); scheme != std::string::npos) id.erase(0, scheme + 3);
  if (!id.empty()) json.member("image_id", bounded(id));
  if (id.find('@') != std::string::npos) put_words(json, "image_digests", {id});
  if (!image.repository.empty()) json.member("repository", bounded(image.repository));
  if (!image.tag.empty()) {
    json.member("tag", bounded(image.tag));
  } else if (image.digest.empty() && !image.repository.empty()) {
    json.member("tag", "latest");  // what a runtime takes when neither is given
  }
}

// By its probes: nothing of a container without any, or while it does not run.
std::string health_of(const KubeView& view) {
  const KubeContainer& gateway = view.gateway;
  const bool probed = gateway.spec["readinessProbe"].is_object() || gateway.spec["startupProbe"].is_object();
  if (!probed || status_of(view) != "running") return {};
  if (gateway.ready()) return "healthy";
  return gateway.status["started"].boolean_or(true) ? "unhealthy" : "starting";
}

void write_run(JsonWriter& json, const KubeView& view) {
  const std::string status = status_of(view);
  const JsonReader now = view.gateway.status["state"];
  const JsonReader ended = view.gateway.ended();
  put_time(json, "created",
           view.has_pod() ? view.context.pod["metadata"]["creationTimestamp"]
                          : view.workload().object["metadata"]["creationTimestamp"]);
  if (!status.empty()) {
    json.member("status", status).member("running", status == "running").member("restarting", status == "restarting");
  }
  if (view.gateway.status.is_object()) json.member("oom_killed", ended["reason"].text_or("") == "OOMKilled");
  // After a node came back the kubelet makes up an end for what it does not find any more; its code tells nothing.
  if (ended["reason"].text_or("") != "ContainerStatusUnknown") put_integer(json, "exit_code", ended["exitCode"]);
  const std::string reason = now["waiting"]["reason"].text_or("");
  if (reason == "CreateContainerError" || reason == "RunContainerError") {
    put_text(json, "error", now["waiting"]["message"]);
  } else if (const std::string why = ended["reason"].text_or(""); why == "StartError" || why == "ContainerCannotRun") {
    put_text(json, "error", ended["message"]);
  }
  // Of the run that goes on, else of the one that ended.
  put_time(json, "started_at", status == "running" ? now["running"]["startedAt"] : ended["startedAt"]);
  put_time(json, "finished_at", ended["finishedAt"]);
  put_integer(json, "restart_count", view.gateway.status["restartCount"]);
  const std::string policy = lower(view.subject["spec"]["restartPolicy"].text_or(""));
  if (!policy.empty()) json.member("restart_policy", policy == "onfailure" ? "on-failure" : bounded(policy));
  if (const std::string health = health_of(view); !health.empty()) {
    json.key("health").begin_object().member("status", health).end_object();
  }
  put_flag(json, "tty", view.gateway.spec["tty"]);
}

// The container's own, else what all of the pod's containers may use together (since Kubernetes 1.32).
JsonReader limit_of(const KubeView& view, std::string_view resource) {
  const JsonReader own = view.gateway.spec["resources"]["limits"][resource];
  return own.exists() ? own : view.subject["spec"]["resources"]["limits"][resource];
}

std::optional<std::int64_t> memory_limit(const KubeView& view) { return quantity_units(limit_of(view, "memory")); }

void write_limits(JsonWriter& json, const KubeView& view) {
  if (!view.gateway.spec.is_object()) return;
  json.key("limits").begin_object();
  // A quantity that is none is unknown, not "no limit".
  if (const auto bytes = memory_limit(view)) {
    json.member("memory_bytes", *bytes);
  } else if (!limit_of(view, "memory").exists()) {
    json.member("memory_bytes", 0);
  }
  if (const auto nanos = quantity_nanos(limit_of(view, "cpu"))) {
    json.member("nano_cpus", *nanos);
  } else if (!limit_of(view, "cpu").exists()) {
    json.member("nano_cpus", 0);
  }
  json.end_object();
}

void write_usage(JsonWriter& json, const KubeView& view) {
  const JsonReader metrics =
      view.has_pod() ? view.context.around.pod_metrics.named(kube_name(view.context.pod)) : JsonReader();
  const JsonReader usage = kube_named(metrics["containers"], view.gateway.name())["usage"];
  const auto memory = quantity_units(usage["memory"]);
  if (!memory) return;
  json.key("usage").begin_object().member("memory_bytes", *memory);
  if (const auto limit = memory_limit(view)) json.member("memory_limit_bytes", *limit);
  json.end_object();
}

void write_security(JsonWriter& json, const KubeView& view) {
  const JsonReader own = view.gateway.spec["securityContext"];
  const JsonReader of_pod = view.subject["spec"]["securityContext"];
  json.key("security").begin_object();
  json.member("read_only_root", own["readOnlyRootFilesystem"].boolean_or(false));
  const auto user = own["runAsUser"].exists() ? own["runAsUser"].integer() : of_pod["runAsUser"].integer();
  if (user) json.member("user", std::to_string(*user));
  json.member("privileged", own["privileged"].boolean_or(false)).end_object();
}

void write_mounts(JsonWriter& json, const KubeView& view) {
  json.key("mounts").begin_array();
  for (const JsonReader& mount : view.gateway.spec["volumeMounts"].items(k_max_items)) {
    if (!mount.is_object()) continue;
    json.begin_object();
    const JsonReader volume = kube_named(view.subject["spec"]["volumes"], mount["name"].text_or(""));
    if (const std::string kind = kube_volume_kind(volume); !kind.empty()) json.member("type", bounded(kind));
    put_text(json, "destination", mount["mountPath"]);
    json.member("writable", !mount["readOnly"].boolean_or(false)).end_object();
  }
  json.end_array();
}

void write_network_names(JsonWriter& json, const KubeView& view) {
  std::vector<std::string> ports;
  for (const JsonReader& port : view.gateway.spec["ports"].items(k_max_items)) {
    if (const auto number = port["containerPort"].integer()) {
      ports.push_back(std::to_string(*number) + "/" + lower(port["protocol"].text_or("tcp")));
    }
  }
  put_words(json, "ports", ports);
  if (view.subject["spec"]["hostNetwork"].boolean_or(false)) json.member("network_mode", "host");
  put_words(json, "extra_hosts", host_aliases(view.subject));
  put_texts(json, "dns", view.subject["spec"]["dnsConfig"]["nameservers"]);
}

}  // namespace

std::string kube_instance_name(const KubePodContext& context) {
  std::string name = name_of(context);
  if (context.pod.exists() && !context.other_gateways.empty()) name += "/" + context.gateway_container;
  return context.several_clusters ? context.context + "/" + name : name;
}

std::string kube_state_document(const KubeView& view) {
  JsonWriter json;
  json.begin_object().member("source", "kubernetes").member("name", bounded(name_of(view.context)));
  put_text(json, "id", view.context.pod["metadata"]["uid"]);
  write_image(json, view);
  write_run(json, view);
  write_limits(json, view);
  write_usage(json, view);
  write_security(json, view);
  write_mounts(json, view);
  write_network_names(json, view);
  json.key("labels").begin_object();
  for (const auto& [name, value] : view.labels) json.member(bounded(name), bounded(value));
  json.end_object();
  put_words(json, "reasons", view.context.reasons);
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
