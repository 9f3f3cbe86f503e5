#include "collector/kube_document.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_mesh.hpp"
#include "collector/kube_network.hpp"
#include "collector/kube_node.hpp"
#include "collector/kube_probes.hpp"
#include "collector/kube_problems.hpp"
#include "collector/kube_scaling.hpp"
#include "collector/kube_volumes.hpp"
#include "collector/kube_workload.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

namespace {

void put_condition(JsonWriter& json, std::string_view key, const JsonReader& pod, std::string_view type) {
  if (const auto status = kube_condition(pod, type)["status"].text()) json.member(key, *status == "True");
}

void write_pod(JsonWriter& json, const JsonReader& pod) {
  const JsonReader status = pod["status"];
  put_text(json, "pod", pod["metadata"]["name"]);
  put_text(json, "phase", status["phase"]);
  put_text(json, "reason", status["reason"]);
  put_text(json, "message", status["message"]);
  put_time(json, "created", pod["metadata"]["creationTimestamp"]);
  put_text(json, "qos_class", status["qosClass"]);
  put_text(json, "node", pod["spec"]["nodeName"]);
  put_condition(json, "ready", pod, "Ready");
  put_condition(json, "scheduled", pod, "PodScheduled");
  json.member("terminating", pod["metadata"]["deletionTimestamp"].text().has_value());
  write_conditions(json, pod);
}

void write_gateway(JsonWriter& json, const KubeView& view) {
  if (!view.gateway.spec.is_object()) return;
  put_text(json, "gateway_container", view.gateway.spec["name"]);
  put_text(json, "pull_policy", view.gateway.spec["imagePullPolicy"]);
  write_gateway_run(json, view.gateway);
  write_probes(json, view.gateway.spec);
}

}  // namespace

std::string kube_document(const KubeView& view) {
  const KubePodContext& context = view.context;
  JsonWriter json;
  json.begin_object();
  if (!context.context.empty()) json.member("context", bounded(context.context));
  if (!context.around.name.empty()) json.member("namespace", bounded(context.around.name));
  if (view.has_pod()) write_pod(json, context.pod);
  write_gateway(json, view);
  write_start_problems(json, view);
  write_workload(json, view);
  if (view.subject["spec"].is_object()) {
    write_containers(json, view.containers);
    put_words(json, "mesh", kube_meshes(view.subject, view.containers));
  }
  if (context.around.events_known) write_probe_failures(json, view.events, view.gateway.name());
  write_given(json, view);
  write_network(json, view);
  write_scaling(json, view);
  if (context.node.is_object()) {
    json.key("node_state");
    write_node(json, context.node);
  }
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
