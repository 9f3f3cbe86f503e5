#pragma once

#include "collector/kube_api.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// The clusters of --context (else the current one, else the one we run in). Without a kubeconfig or a service account
// this is a `looked` remark, unless Kubernetes was asked for by name.
std::unique_ptr<Source> make_kube_source(const Selection& selection, std::shared_ptr<Targets> targets,
                                         const KubeLimits& limits = {});

}  // namespace sgw::collector
