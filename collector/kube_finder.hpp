#pragma once

#include "collector/kube_discovery.hpp"
#include "collector/kube_pod_report.hpp"
#include "collector/kube_reader.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <set>
#include <string>
#include <vector>

namespace sgw::collector {

// A gateway: a container of a pod, or a workload that has no pod of its own.
struct KubeGateway {
  std::string ns;
  std::string name;                     // the pod's, else the workload's
  JsonReader pod;                       // empty for a workload without pods
  std::vector<KubeOwnerObject> owners;  // from the pod outwards, as far as they are known: ReplicaSet, Deployment
  std::string container;                // the gateway's
  std::vector<std::string> others;      // containers of the pod that are gateways of their own
  bool first = true;                    // of the pod's gateways: what is about the whole pod is kept with this one
  std::vector<std::string> reasons;

  // What makes its pods; an empty reader when it is not known.
  JsonReader workload() const { return owners.empty() ? JsonReader() : owners.back().object; }
};

// Finds the gateways of one cluster: in the context's namespace, those of -n, or all.
class KubeFinder {
 public:
  static constexpr std::size_t k_max_gateways = 1000;  // of one cluster; more are a gap
  static constexpr std::size_t k_max_left = 50;  // pods and workloads named that may be gateways and are not taken

  KubeFinder(KubeReader& reader, const Selection& selection, RawSink& sink)
      : reader_(reader), selection_(selection), sink_(sink) {}

  // By namespace, then name. `scopes`: namespaces, or one empty name for all.
  std::vector<KubeGateway> find(const std::vector<std::string>& scopes);

  std::size_t pods_seen() const { return pods_seen_; }
  // False when the list of some namespace's pods could not be read to its end.
  bool pods_known() const { return pods_known_; }

 private:
  void look_at_pods(const std::string& scope);
  void look_at_workloads(const std::string& scope, const std::string& kind, std::string_view resource);
  void look_at_pod(const JsonReader& pod);
  void take(const JsonReader& pod, const KubeScore& score);
  void link_owners();
  void link_by_name(KubeGateway& gateway) const;
  void add_podless();
  ConfigMapLookup config_maps(const std::string& ns);
  void leave(Literal what, const JsonReader& object, const std::string& why);
  void remark(Remark::Kind kind, Literal text, const std::string& subject, const std::string& detail);

  KubeReader& reader_;
  const Selection& selection_;
  RawSink& sink_;
  std::vector<KubeGateway> gateways_;
  struct Workload {
    std::string kind;
    JsonReader object;
    KubeScore score;
  };
  std::vector<Workload> workloads_;
  std::set<std::string> named_;  // of --pod, found
  std::size_t pods_seen_ = 0;
  std::size_t left_ = 0;
  bool pods_known_ = true;
  bool too_many_ = false;
};

}  // namespace sgw::collector
