#pragma once

#include "src/triage/artifact_facts.hpp"

namespace sgw::triage {

// Adds what an artifact tells of times to the instance's series and clocks: a log's events, the engine's events, a
// container's start and end and health checks, what its web server answered, the token's end, a probe.
void add_moments(InstanceFacts& instance, const ArtifactFacts& artifact);

}  // namespace sgw::triage
