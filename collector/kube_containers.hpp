#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

enum class KubeRole {
  gateway,
  sidecar,  // runs beside it: also an init container that is restarted always, where it is no gateway itself
  init,
};

// A container of a pod: what was asked for, and what the kubelet says of it (empty before it says anything).
struct KubeContainer {
  KubeRole role = KubeRole::sidecar;
  JsonReader spec;
  JsonReader status;

  std::string name() const { return spec["name"].text_or(""); }
  // The run before this one, or this one when it has ended; an empty reader when none has.
  JsonReader ended() const;
  bool ready() const { return status["ready"].boolean_or(false); }
  // Whether the kubelet came so far that the container's own state tells something: before, all of a pod wait together.
  bool begun() const;
  // It waits for something of its own: its image, its settings, the end of a crash loop.
  bool held_up() const;
  // An init container that ended with a failure, keeps failing, or cannot be started.
  bool failed() const;
};

// Init containers first, each kind in the order of the spec; at most k_max_containers of each. `gateways`: names.
std::vector<KubeContainer> kube_containers(const JsonReader& pod, const std::vector<std::string>& gateways);

// `containers`, `sidecars`, `sidecar_not_ready`, `init_failed` of kubernetes.json.
void write_containers(JsonWriter& json, const std::vector<KubeContainer>& containers);
// `waiting` and `last_ended` of the gateway's container.
void write_gateway_run(JsonWriter& json, const KubeContainer& gateway);

}  // namespace sgw::collector
