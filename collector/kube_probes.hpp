#pragma once

#include "collector/kube_event.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sgw::collector {

// A port by number, or by the name that the container gives it.
std::optional<std::int64_t> kube_port(const JsonReader& container, const JsonReader& port);

// `probes` of kubernetes.json: of the container's spec, with the API's defaults where it says nothing.
void write_probes(JsonWriter& json, const JsonReader& container);

// `probe_failures`: of the pod's events "Unhealthy" that are about `container`, summed up for each probe.
void write_probe_failures(JsonWriter& json, const std::vector<KubeEvent>& events, std::string_view container);

}  // namespace sgw::collector
