#pragma once

#include "collector/kube_config.hpp"
#include "collector/kube_value.hpp"

#include <string>

namespace sgw::collector {

// PEM that a kubeconfig gives in itself (`<name>-data`, base64) or as a file (`<name>`); `what` names the place that
// problems are said of.
struct KubePem {
  std::string text;  // empty: neither is there
  KubeValue place;
};
RawResult<KubePem> read_kube_pem(const KubeValue& object, const std::string& name);

// The parts of `access` that a cluster's entry gives: server, authorities, proxy and so on. Errors: as kube_contexts.
RawResult<void> read_kube_cluster(const KubeValue& cluster, const Environment& environment, KubeAccess& access);

}  // namespace sgw::collector
