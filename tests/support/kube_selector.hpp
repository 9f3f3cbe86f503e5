#pragma once

#include <sgw_diag/json_reader.hpp>

#include <string>

namespace sgw::test {

// Whether an API server's `labelSelector` (equality, sets, existence) fits the object's labels.
bool fits_labels(const std::string& selector, const JsonReader& object);

// Whether a `fieldSelector` fits: "metadata.name=x,status.phase!=Running".
bool fits_fields(const std::string& selector, const JsonReader& object);

}  // namespace sgw::test
