#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// The Docker engine: --docker-host, else DOCKER_HOST, else the sockets where Docker puts them. A place that does not
// answer is a `looked` remark. What is behind Docker's socket but is Podman is left to the Podman source.
std::unique_ptr<Source> make_docker_source(const Selection& selection, std::shared_ptr<Targets> targets);

// Podman through its Docker-compatible socket: CONTAINER_HOST, else the rootful and rootless sockets.
std::unique_ptr<Source> make_podman_source(const Selection& selection, std::shared_ptr<Targets> targets);

}  // namespace sgw::collector
