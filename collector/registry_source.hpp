#pragma once

#include "collector/registry_client.hpp"

#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// Asks a registry which tags the gateway's repository has and writes environment/registry.json: "registry",
// "repository", "asked" (this host's time), "answered" (the registry's), "whole", "pages", "refused" (names that are
// no tags), "tags". What cannot be read is the artifact's outcome: a gap, and no error of the run.
std::unique_ptr<Source> make_registry_source(RegistryAddress address, RegistryWay way);

}  // namespace sgw::collector
