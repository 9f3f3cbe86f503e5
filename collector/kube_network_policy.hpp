#pragma once

#include "collector/kube_labels.hpp"

#include <sgw_diag/json_reader.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

enum class Traffic { denied, limited, open };
enum class Permission { denied, unknown, allowed };  // in the order of more right

// What one NetworkPolicy does to the pods that it selects. Nothing where it does not govern that direction.
struct KubePolicy {
  std::string name;
  std::optional<Traffic> egress;
  std::optional<Traffic> ingress;
};

// All NetworkPolicies that select a pod, united: what one of them allows is allowed. Without one that governs the
// direction it is open.
struct KubePolicies {
  std::vector<KubePolicy> policies;  // those that govern egress first
  Traffic egress = Traffic::open;
  Permission dns = Permission::allowed;    // UDP 53 of the cluster's resolver
  Permission https = Permission::allowed;  // TCP 443 outside the cluster
};

// `policies` of the pod's namespace. What depends on addresses and labels that are not looked at is unknown.
KubePolicies judge_policies(const std::vector<JsonReader>& policies, const KubeLabels& pod_labels);

const char* to_word(Traffic traffic);
const char* to_word(Permission permission);

}  // namespace sgw::collector
