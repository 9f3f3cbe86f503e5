#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/source.hpp>

namespace sgw::collector {

// Teaches `sink` what is secret in a pod's own text: values of all its containers' environments and of the ConfigMaps
// in them, of arguments ("--name=value", "--name value", "NAME=value"), of probes and hooks, of volumes' options, of
// annotations and labels. Messages of events and conditions may quote them.
void learn_kube_secrets(const KubeView& view, RawSink& sink);

}  // namespace sgw::collector
