#pragma once

#include "collector/kube_view.hpp"

#include <string>

namespace sgw::collector {

// The document of kubernetes.json (ARCHITECTURE.md, "Facts").
std::string kube_document(const KubeView& view);

}  // namespace sgw::collector
