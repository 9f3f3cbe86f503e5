#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// What the pod is given by other objects, by name: `settings_from`, `volumes`, `claims` and `service_account` of
// kubernetes.json.
void write_given(JsonWriter& json, const KubeView& view);

}  // namespace sgw::collector
