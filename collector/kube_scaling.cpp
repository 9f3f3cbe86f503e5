#include "collector/kube_scaling.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_mesh.hpp"
#include "collector/kube_workload.hpp"

#include <string>

namespace sgw::collector {

namespace {

void write_autoscaler(JsonWriter& json, const JsonReader& autoscaler) {
  json.key("autoscaler").begin_object();
  put_text(json, "name", autoscaler["metadata"]["name"]);
  json.member("min", autoscaler["spec"]["minReplicas"].integer_or(1));
  put_integer(json, "max", autoscaler["spec"]["maxReplicas"]);
  put_integer(json, "current", autoscaler["status"]["currentReplicas"]);
  put_integer(json, "desired", autoscaler["status"]["desiredReplicas"]);
  if (const auto limited = kube_condition(autoscaler, "ScalingLimited")["status"].text()) {
    json.member("limited", *limited == "True");
  }
  write_conditions(json, autoscaler);
  json.end_object();
}

// A number or "25%".
void put_amount(JsonWriter& json, std::string_view key, const JsonReader& amount) {
  put_integer(json, key, amount);
  put_text(json, key, amount);
}

void write_budgets(JsonWriter& json, const KubeView& view) {
  if (!view.context.around.disruption_budgets.known) return;
  json.key("disruption_budgets").begin_array();
  std::size_t count = 0;
  for (const JsonReader& budget : view.context.around.disruption_budgets.items) {
    if (count == k_max_items || !selects(budget["spec"]["selector"], view.labels)) continue;
    ++count;
    json.begin_object();
    put_text(json, "name", budget["metadata"]["name"]);
    put_amount(json, "min_available", budget["spec"]["minAvailable"]);
    put_amount(json, "max_unavailable", budget["spec"]["maxUnavailable"]);
    put_integer(json, "allowed", budget["status"]["disruptionsAllowed"]);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_scaling(JsonWriter& json, const KubeView& view) {
  if (view.context.around.autoscalers.known) {
    const JsonReader autoscaler = autoscaler_of(view);
    if (autoscaler.exists()) write_autoscaler(json, autoscaler);
    json.member("keda", made_by_keda(autoscaler));
  }
  write_budgets(json, view);
}

}  // namespace sgw::collector
