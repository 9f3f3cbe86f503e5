#pragma once

#include <sgw_diag/json_reader.hpp>

#include <functional>
#include <map>
#include <string>

namespace sgw::collector {

using KubeLabels = std::map<std::string, std::string, std::less<>>;

// metadata.labels of an object.
KubeLabels kube_labels(const JsonReader& object);

// Whether a LabelSelector (matchLabels and matchExpressions, all of which must hold) selects the labels. One without
// any condition selects everything; one that is absent nothing. A condition that is not understood selects nothing.
bool selects(const JsonReader& selector, const KubeLabels& labels);

// Whether a plain map of labels (a Service's spec.selector) does. An empty one selects nothing: such a Service has no
// pods of its own.
bool map_selects(const JsonReader& map, const KubeLabels& labels);

}  // namespace sgw::collector
