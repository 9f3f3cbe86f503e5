#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/utc_time.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

inline constexpr std::size_t k_max_containers = 100;  // of a pod that are looked at
inline constexpr std::size_t k_max_variables = 2000;  // of a container's environment

// One kind of object of a namespace as it was read. Not `known`: it was not asked for or not given, and its lack tells
// nothing.
struct KubeList {
  bool known = false;
  std::vector<JsonReader> items;

  JsonReader named(std::string_view name) const;  // by metadata.name; an empty reader when there is none
};

std::string kube_name(const JsonReader& object);       // metadata.name
std::string kube_namespace(const JsonReader& object);  // metadata.namespace

// The item of an array whose "name" that is; an empty reader when there is none.
JsonReader kube_named(const JsonReader& list, std::string_view name);

// Whether an init container stays while the others run, as a native sidecar does (Kubernetes 1.28): restarted always.
bool kube_stays(const JsonReader& init_container);
// The containers of a pod's spec that stay: the ordinary ones, then the init containers that do; at most
// k_max_containers of each.
std::vector<JsonReader> kube_staying(const JsonReader& pod_spec);
// The one of them with that name; an empty reader without one.
JsonReader kube_staying_named(const JsonReader& pod_spec, std::string_view name);
// The kubelet's word on a container of any kind, in a pod's status; an empty reader without one.
JsonReader kube_container_status(const JsonReader& pod_status, std::string_view name);

// "persistentVolumeClaim", "emptyDir", … of an entry of a pod's volumes: the member that is not its name. Foreign text.
std::string kube_volume_kind(const JsonReader& volume);

// Who made and looks after an object: its controller, else its first owner.
struct KubeOwner {
  std::string kind;
  std::string name;
  std::string uid;
};
std::optional<KubeOwner> kube_owner(const JsonReader& object);

// How many pods a workload of that kind says it has made; 0 when it does not tell.
std::int64_t kube_pods_made(std::string_view kind, const JsonReader& workload);

// The condition of that type in status.conditions; an empty reader when there is none.
JsonReader kube_condition(const JsonReader& object, std::string_view type);

// Whether a pod has ended for good: its phase is Failed or Succeeded. What its containers were last said to do is
// stale.
bool kube_is_over(const JsonReader& pod);

// Of an object that was told of once: the first time that can be read.
std::optional<UtcTime> kube_time(std::initializer_list<JsonReader> values);

}  // namespace sgw::collector
