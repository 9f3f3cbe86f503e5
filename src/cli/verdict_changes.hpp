#pragma once

#include "src/triage/verdict.hpp"

#include <sgw_diag/json_reader.hpp>

#include <functional>
#include <string_view>
#include <vector>

namespace sgw::cli {

// What differs between the verdict.json that a bundle carries and today's verdict on the same evidence, a line each:
// owner, kind, confidence, cause, and findings that are new, gone or changed. `shown` makes foreign text fit to be
// shown.
std::vector<SafeText> verdict_changes(const JsonReader& before, const triage::Verdict& now,
                                      const std::function<SafeText(std::string_view)>& shown);

}  // namespace sgw::cli
