#pragma once

#include "collector/container_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <string>

namespace sgw::collector {

// The reference of its image as it was given; empty when the engine does not say.
std::string image_of(const JsonReader& inspect);

// The document of state.json (ARCHITECTURE.md, "Facts"): chosen fields of inspect, image and stats. Absent in, absent
// out.
std::string state_document(const JsonReader& inspect, const ContainerContext& context);

}  // namespace sgw::collector
