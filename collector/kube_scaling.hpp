#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// `autoscaler`, `keda` and `disruption_budgets` of kubernetes.json.
void write_scaling(JsonWriter& json, const KubeView& view);

}  // namespace sgw::collector
