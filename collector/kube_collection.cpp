#include "collector/kube_collection.hpp"

#include "collector/kube_log.hpp"
#include "collector/kube_remark.hpp"
#include "collector/kube_status.hpp"
#include "collector/parallel.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <atomic>
#include <span>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_parallel = 8;
constexpr std::int64_t k_surroundings_part = 2;
constexpr std::size_t k_max_nodes = 100;     // looked at
constexpr std::size_t k_max_webhooks = 200;  // configurations

// Which pods are replicas of one another: those of one workload, else of one owner of a kind that is not read, such as
// the ReplicationController of an OpenShift DeploymentConfig.
std::string workload_key(const KubeGateway& gateway) {
  if (!gateway.owners.empty()) return gateway.workload()["metadata"]["uid"].text_or("");
  const auto owner = kube_owner(gateway.pod);
  return owner ? owner->uid : std::string();
}

std::map<std::string, std::vector<JsonReader>> pods_by_workload(const std::vector<KubeGateway>& gateways) {
  std::map<std::string, std::vector<JsonReader>> pods;
  for (const KubeGateway& gateway : gateways) {
    const std::string key = workload_key(gateway);
    if (gateway.pod.exists() && gateway.first && !key.empty()) pods[key].push_back(gateway.pod);
  }
  return pods;
}

bool is_in(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool runs(const JsonReader& status) { return status["state"]["running"].exists(); }

// A container that never ran has no log; asking would only fail.
bool ran(const JsonReader& status) {
  return runs(status) || status["state"]["terminated"].exists() || status["lastState"]["terminated"].exists();
}

}  // namespace

std::vector<std::string> KubeCollection::scopes() const {
  if (selection_.all_namespaces) return {""};
  if (!selection_.namespaces.empty()) return selection_.namespaces;
  return {api_.access().ns};
}

void KubeCollection::run(const CollectContext& context, RawSink& sink) {
  KubeReader reader(api_, selection_.read_secret_metadata, context, sink);
  KubeFinder finder(reader, selection_, sink);
  const auto where = scopes();
  const std::vector<KubeGateway> gateways = finder.find(where);
  if (gateways.empty()) {
    const std::string place = selection_.all_namespaces ? "all namespaces" : "namespace " + joined(where);
    std::string why = finder.pods_seen() == 0 ? "no pods there" : "no gateway among the pods there";
    if (!finder.pods_known()) why = "its pods could not be listed";
    kube_remark(sink, Remark::Kind::looked, "Kubernetes cluster", RawText(api_.access().context + ", " + place),
                RawText(why + ": name the namespace with -n, or look in all with -A"));
    if (!one_of_many_) return;
    KubeClusterFacts cluster;
    cluster.pods = static_cast<std::int64_t>(finder.pods_seen());
    if (!finder.pods_known()) cluster.problem = why;
    finish_cluster(reader, cluster);
    return report_cluster(cluster, sink);
  }
  // What stands around the gateways is many small lists: from a slow server they must not cost the logs.
  reader.take_part_of_time(k_surroundings_part);
  report_all(reader, gateways, finder.pods_seen(), sink);
  reader.take_part_of_time(1);
  run_tasks(tasks(reader), context, sink);
}

void KubeCollection::report_all(KubeReader& reader, const std::vector<KubeGateway>& gateways, std::size_t pods,
                                RawSink& sink) {
  instances_.reserve(gateways.size());  // tasks point into it
  KubeClusterFacts cluster;
  const auto siblings = pods_by_workload(gateways);
  for (std::size_t from = 0; from < gateways.size();) {
    std::size_t end = from;
    while (end < gateways.size() && gateways[end].ns == gateways[from].ns) ++end;
    const auto of_namespace = std::span(gateways).subspan(from, end - from);
    const KubeNamespace around = read_surroundings(reader, gateways[from].ns, of_namespace);
    for (const KubeGateway& gateway : of_namespace) report_one(reader, gateway, around, siblings, cluster, sink);
    from = end;
  }
  cluster.pods = static_cast<std::int64_t>(pods);
  cluster.gateways = static_cast<std::int64_t>(gateways.size());
  finish_cluster(reader, cluster);
  report_cluster(cluster, sink);
}

void KubeCollection::report_one(KubeReader& reader, const KubeGateway& gateway, const KubeNamespace& around,
                                const PodsByWorkload& siblings, KubeClusterFacts& cluster, RawSink& sink) {
  KubePodContext pod(around);
  pod.context = api_.access().context;
  pod.several_clusters = one_of_many_;
  pod.pod = gateway.pod;
  pod.owners = gateway.owners;
  if (const auto found = siblings.find(workload_key(gateway)); found != siblings.end()) pod.siblings = &found->second;
  pod.gateway_container = gateway.container;
  pod.other_gateways = gateway.others;
  pod.reasons = gateway.reasons;
  // From a desk, what is broken or fine is the desk's way; from a pod it is that of the cluster's network.
  pod.live = is_in_cluster();
  if (const std::string node = gateway.pod["spec"]["nodeName"].text_or(""); !node.empty()) {
    const bool fresh = !seen_nodes_.contains(node);
    if (fresh && seen_nodes_.size() >= k_max_nodes) reader.say_cut(kube_kind("nodes"), "");
    if (!fresh || seen_nodes_.size() < k_max_nodes) {
      seen_nodes_.insert(node);
      pod.node = reader.find(kube_kind("nodes"), "", node).value_or(JsonReader());
    }
    if (fresh && pod.node.exists()) cluster.nodes.push_back(pod.node);
  }
  instances_.push_back({&gateway, report_pod(pod, targets_, sink)});
  kube_remark(sink, Remark::Kind::taken, gateway.pod.exists() ? Literal("pod") : Literal("workload without pods"),
              RawText(gateway.ns + "/" + gateway.name + (gateway.others.empty() ? "" : "/" + gateway.container)),
              RawText(joined(gateway.reasons)));
}

void KubeCollection::finish_cluster(KubeReader& reader, KubeClusterFacts& cluster) const {
  const KubeAccess& access = api_.access();
  cluster.context = access.context;
  cluster.server = access.server;
  cluster.version = api_.version();
  cluster.insecure = access.insecure;
  cluster.in_cluster = is_in_cluster();
  if (const auto skew = api_.clock_skew()) cluster.clock_skew_seconds = skew->count();
  cluster.namespaces = selection_.all_namespaces ? std::vector<std::string>() : scopes();
  reader.list(kube_kind("mutatingwebhookconfigurations"), "", [&cluster](const JsonReader& webhook) {
    cluster.mutating_webhooks.push_back(detached(webhook));
    return cluster.mutating_webhooks.size() < k_max_webhooks;
  });
  cluster.rights = reader.all_rights();
  cluster.not_served = reader.not_served();
  cluster.several_clusters = one_of_many_;
}

std::vector<KubeCollection::Task> KubeCollection::tasks(KubeReader& reader) const {
  std::vector<Task> statuses;
  std::vector<Task> logs;
  std::vector<Task> others;
  for (const Instance& instance : instances_) {
    const KubeGateway& gateway = *instance.gateway;
    if (!gateway.pod.exists()) continue;
    const bool log = reader.may(kube_kind("pods/log"), gateway.ns);
    for (const char* list : {"containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"}) {
      for (const JsonReader& status : gateway.pod["status"][list].items()) {
        const std::string name = status["name"].text_or("");
        const bool own = name == gateway.container;
        // Another gateway's are that one's; a sidecar's are kept once.
        if (!own && (!gateway.first || is_in(gateway.others, name))) continue;
        if (own && runs(status) && selection_.probes && reader.may(kube_kind("pods/proxy"), gateway.ns)) {
          statuses.push_back({&instance, {}, false, true, false});
        }
        if (!log || !ran(status)) continue;
        auto& queue = own ? logs : others;
        // The run that ended tells why: first, while there is time.
        const bool again = status["restartCount"].integer_or(0) > 0 || status["lastState"]["terminated"].exists();
        if (again) queue.push_back({&instance, name, true, own, status["state"]["terminated"].exists()});
        queue.push_back({&instance, name, false, own, false});
      }
    }
  }
  statuses.insert(statuses.end(), logs.begin(), logs.end());
  statuses.insert(statuses.end(), others.begin(), others.end());
  return statuses;
}

void KubeCollection::run_tasks(const std::vector<Task>& tasks, const CollectContext& context, RawSink& sink) {
  std::atomic<std::size_t> left = tasks.size();
  for_each_parallel(tasks.size(), k_parallel, context, [&](std::size_t i) {
    const std::size_t rounds = (left.load() + k_parallel - 1) / k_parallel;
    run_task(tasks[i], context.deadline.capped(log_share(context.deadline.left(), rounds)), context, sink);
    --left;
  });
}

void KubeCollection::run_task(const Task& task, Deadline deadline, const CollectContext& context, RawSink& sink) {
  const KubeGateway& gateway = *task.instance->gateway;
  if (!task.container.empty()) {
    const PodLog log{gateway.ns, gateway.name, task.container, task.previous, task.gateway, task.may_be_gone};
    collect_pod_log(api_, log, task.instance->id, selection_, deadline, context, sink);
  } else if (!context.over()) {
    const KubeStatusPlace place{gateway.ns, gateway.name,
                                status_port(kube_staying_named(gateway.pod["spec"], gateway.container))};
    collect_pod_status(api_, place, task.instance->id, context, sink);
  }
}

}  // namespace sgw::collector
