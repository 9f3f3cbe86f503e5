#pragma once

#include "collector/destination.hpp"
#include "collector/settings_environment.hpp"

#include <vector>

namespace sgw::collector {

// What a gateway with these settings has to reach, its configuration endpoint first; without proxy and instances, each
// with one purpose, at most 32. What cannot be told (it is kept in a Secret) or is no address is left out.
// Source: learn.microsoft.com, "Self-hosted gateway overview" (connectivity to Azure) and "Self-hosted gateway
// container settings reference".
std::vector<Destination> destinations_of(const Environment& env);

}  // namespace sgw::collector
