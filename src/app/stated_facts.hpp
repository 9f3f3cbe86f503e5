#pragma once

#include "src/app/session.hpp"
#include "src/triage/evidence.hpp"

#include <filesystem>
#include <string>

namespace sgw::app {

// The operator's own word, the file of --facts. A value of another type than the rules read (a text for true or false)
// is an error that names its place; whether it is a JSON object at all is for collector::make_plan to say.
Result<std::string> read_stated_facts(const Session& session, const std::filesystem::path& file);

// Remarks for what was stated and decides nothing: a key that no rule reads, a tier that there is not.
void warn_of_stated_facts(const Session& session, const std::string& facts, triage::Evidence& evidence);

}  // namespace sgw::app
