#pragma once

#include <sgw_diag/json_reader.hpp>

#include <string>
#include <vector>

namespace sgw::test {

// The calls of a bundle's manifest that the document of `plan --json` does not announce: "GET /info".
std::vector<std::string> unannounced_calls(const JsonReader& plan, const JsonReader& manifest);

}  // namespace sgw::test
