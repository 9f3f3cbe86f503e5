#pragma once

#include <sgw_diag/json_reader.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace sgw::collector {

// Kubernetes' resource quantities: "500m", "2Gi", "1e3", "1.5", "128974848". Nothing for what is none, is negative or
// is larger than 2^62 of the unit asked for. What is no whole number of units is rounded up, as Kubernetes does.
std::optional<std::int64_t> quantity_units(std::string_view text);  // bytes, pods
std::optional<std::int64_t> quantity_nanos(std::string_view text);  // of processors: 1e-9 of one

// The same of a field: a text, or the whole number that some clients write.
std::optional<std::int64_t> quantity_units(const JsonReader& value);
std::optional<std::int64_t> quantity_nanos(const JsonReader& value);

}  // namespace sgw::collector
