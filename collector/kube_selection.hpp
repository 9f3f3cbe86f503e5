#pragma once

#include <sgw_diag/collector.hpp>

#include <string_view>

namespace sgw::collector {

// Whether anything is said that only Kubernetes knows: a kubeconfig, a context, a namespace, a selector, a pod.
bool names_kubernetes(const Selection& selection);

// bad_usage for a name that no server could have given, a selector with foreign characters, or -n beside -A: said
// before anything is asked.
Result<void> check_kube_selection(const Selection& selection);

// A DNS label: lower-case letters, digits and inner hyphens, 1 to 63.
bool is_kube_namespace(std::string_view text);
// A DNS subdomain: labels joined by dots, 1 to 253 in all.
bool is_kube_name(std::string_view text);
// Not whether it is right, which the server says, but whether it could be: its characters, and its parentheses.
bool is_kube_selector(std::string_view text);

}  // namespace sgw::collector
