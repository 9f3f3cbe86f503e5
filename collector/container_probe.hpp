#pragma once

#include "collector/namespace_task.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/source.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

namespace sgw::collector {

struct ContainerProbeOptions {
  std::filesystem::path helper = "/proc/self/exe";  // the program with the command of namespace_probe.hpp
  std::size_t count = 1;                            // climbs of each
  ProbeLimits limits;
};

// A source that climbs the ladders of `destinations` from the network of the container, where that may be entered, and
// writes gateways/<instance>/probes/<destination>.json. That it may not, or that there is none to enter, is said and is
// no gap.
std::unique_ptr<Source> make_container_probe(ContainerTarget container, std::vector<Destination> destinations,
                                             ContainerProbeOptions options = {});

}  // namespace sgw::collector
