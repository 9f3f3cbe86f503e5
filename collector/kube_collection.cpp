#include "collector/kube_collection.hpp"

#include "collector/kube_log.hpp"
#include "collector/kube_status.hpp"
#include "collector/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <span>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_parallel = 8;

bool runs(const JsonReader& status) { return status["state"]["running"].exists(); }

// A container that never ran has no log; asking would only fail.
bool ran(const JsonReader& status) {
  return runs(status) || status["state"]["terminated"].exists() || status["lastState"]["terminated"].exists();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : "; ") + text;
  return result;
}

void say(RawSink& sink, Remark::Kind kind, Literal text, const std::string& subject, const std::string& detail) {
  RawRemark row;
  row.kind = kind;
  row.source = SafeName("kubernetes");
  row.text = text;
  row.subject = RawText(subject);
  row.detail = RawText(detail);
  sink.remark(std::move(row));
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
    say(sink, Remark::Kind::looked, "Kubernetes cluster", api_.access().context + ", " + place,
        finder.pods_seen() == 0
            ? "no pods there: name the namespace with -n, or look in all with -A"
            : "no gateway among the pods there: name the namespace with -n, or look in all with -A");
    return;
  }
  report_all(reader, gateways, sink);
  run_tasks(tasks(reader), context, sink);
}

void KubeCollection::report_all(KubeReader& reader, const std::vector<KubeGateway>& gateways, RawSink& sink) {
  instances_.reserve(gateways.size());  // tasks point into it
  for (std::size_t from = 0; from < gateways.size();) {
    std::size_t end = from;
    while (end < gateways.size() && gateways[end].ns == gateways[from].ns) ++end;
    report_namespace(reader, std::span(gateways).subspan(from, end - from), sink);
    from = end;
  }
}

std::vector<KubeCollection::Task> KubeCollection::tasks(KubeReader& reader) const {
  std::vector<Task> statuses;
  std::vector<Task> logs;
  std::vector<Task> others;
  for (const Instance& instance : instances_) {
    const KubeGateway& gateway = *instance.gateway;
    if (!gateway.pod.exists()) continue;
    const bool log = reader.may("pods/log", gateway.ns);
    for (const char* list : {"containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"}) {
      for (const JsonReader& status : gateway.pod["status"][list].items()) {
        const std::string name = status["name"].text_or("");
        const bool own = name == gateway.container;
        if (own && runs(status) && selection_.probes && reader.may("pods/proxy", gateway.ns)) {
          statuses.push_back({&instance, {}, false, true});
        }
        if (!log || !ran(status)) continue;
        auto& queue = own ? logs : others;
        // The run that ended tells why: first, while there is time.
        const bool again = status["restartCount"].integer_or(0) > 0 || status["lastState"]["terminated"].exists();
        if (again) queue.push_back({&instance, name, true, own});
        queue.push_back({&instance, name, false, own});
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
    const PodLog log{gateway.ns, gateway.name, task.container, task.previous, task.gateway};
    collect_pod_log(api_, log, task.instance->id, selection_, deadline, context, sink);
  } else if (!context.over()) {
    collect_pod_status(api_, gateway.ns, gateway.name, task.instance->id, context, sink);
  }
}

}  // namespace sgw::collector
