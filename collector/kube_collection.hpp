#pragma once

#include "collector/kube_api.hpp"
#include "collector/kube_cluster_report.hpp"
#include "collector/kube_finder.hpp"
#include "collector/kube_surroundings.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sgw::collector {

// Collects the gateways of one cluster that answered: first what is small of all of them (objects, settings, events),
// then each one's status and logs, side by side, so that one endless log or dead node cannot cost the others anything.
class KubeCollection {
 public:
  // `one_of_many`: the run has more clusters, and what is written says which. All references outlive this.
  KubeCollection(KubeApi& api, const Selection& selection, Targets& targets, bool one_of_many)
      : api_(api), selection_(selection), targets_(targets), one_of_many_(one_of_many) {}

  void run(const CollectContext& context, RawSink& sink);

 private:
  struct Instance {
    const KubeGateway* gateway = nullptr;
    InstanceId id{};
  };
  // One request that may take long: a status, or a log.
  struct Task {
    const Instance* instance = nullptr;
    std::string container;  // empty: the status
    bool previous = false;
    bool gateway = true;       // the container is the gateway's
    bool may_be_gone = false;  // PodLog
  };

  std::vector<std::string> scopes() const;
  bool is_in_cluster() const { return api_.access().file.empty(); }
  using PodsByWorkload = std::map<std::string, std::vector<JsonReader>>;
  void report_all(KubeReader& reader, const std::vector<KubeGateway>& gateways, std::size_t pods, RawSink& sink);
  void report_one(KubeReader& reader, const KubeGateway& gateway, const KubeNamespace& around,
                  const PodsByWorkload& siblings, KubeClusterFacts& cluster, RawSink& sink);
  void finish_cluster(KubeReader& reader, KubeClusterFacts& cluster) const;
  std::vector<Task> tasks(KubeReader& reader) const;
  void run_tasks(const std::vector<Task>& tasks, const CollectContext& context, RawSink& sink);
  void run_task(const Task& task, Deadline deadline, const CollectContext& context, RawSink& sink);

  KubeApi& api_;
  const Selection& selection_;
  Targets& targets_;
  bool one_of_many_;
  std::vector<Instance> instances_;
  std::set<std::string> seen_nodes_;
};

}  // namespace sgw::collector
