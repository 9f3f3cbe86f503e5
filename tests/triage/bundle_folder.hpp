#pragma once

#include "src/triage/verdict.hpp"

#include <sgw_diag/json_reader.hpp>

#include <string>
#include <vector>

namespace sgw::triage::test {

// A folder of tests/triage/correlation is laid out as a bundle is (gateways/<instance>/…, probes/…, environment/…),
// with what the evidence, taken together, asks for in expected.json.
std::vector<std::string> bundle_folders();  // their names, in order
JsonReader expected_of(const std::string& folder);
// By the shipped rules, at the time "as_of" of expected.json, else at the version table's.
Verdict judge_folder(const std::string& folder);

}  // namespace sgw::triage::test
