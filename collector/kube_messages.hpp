#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// What the cluster's components say in words. Their reasons are part of the API, their messages are not: a message only
// refines what a reason has told, and one that is not understood is "unknown".

// Of the runtime's words why an image could not be pulled: "tag-missing", "auth", "architecture", "rate-limit",
// "network", "never", "unknown". `reason` is the container's waiting reason ("ErrImageNeverPull") or the event's.
std::string image_pull_problem(std::string_view reason, std::string_view message);

// Of "CreateContainerConfigError": secret "x" not found; couldn't find key k in Secret ns/x.
struct ConfigProblem {
  std::string kind;  // "secret", "configmap"; empty: unknown
  std::string name;
  std::string key;
  std::string problem = "unknown";  // "missing-object", "missing-key", "unknown"
};
ConfigProblem config_problem(std::string_view message);

// Why a controller could not make pods: "quota", "admission", "service-account", "unknown".
std::string creation_failure(std::string_view message);

// Of events FailedMount, FailedAttachVolume and the like: "not-found", "permission", "attach", "unbound", "unknown".
std::string volume_problem(std::string_view reason, std::string_view message);

// Which probe an event "Unhealthy" is about: "readiness", "liveness", "startup"; empty: it does not tell.
std::string failed_probe(std::string_view message);

}  // namespace sgw::collector
