#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// `conditions` of kubernetes.json and of its workload: {`type`, `status`, `reason`, `message`, `since`}.
void write_conditions(JsonWriter& json, const JsonReader& object);

// `owners`, `workload` (with `failure`), `helm`, `shape`, `restarts_on_this_node_only` and `replaced`.
void write_workload(JsonWriter& json, const KubeView& view);

}  // namespace sgw::collector
