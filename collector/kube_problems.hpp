#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// What keeps a pod's gateway container from its start: `unschedulable`, `image_pull`, `config_error` and
// `volume_problem` of kubernetes.json, each only where the API's reasons say so.
void write_start_problems(JsonWriter& json, const KubeView& view);

}  // namespace sgw::collector
