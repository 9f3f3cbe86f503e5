#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// Of a Node object: the fields of `node_state` (ARCHITECTURE.md, "kubernetes.json"), as one object.
void write_node(JsonWriter& json, const JsonReader& node);

}  // namespace sgw::collector
