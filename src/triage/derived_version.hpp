#pragma once

#include "src/triage/derived_facts.hpp"

namespace sgw::triage {

// Which image runs, and whether its version is supported: the facts under "version.".
void derive_version(FactSet& facts, const Judgement& judgement);

}  // namespace sgw::triage
