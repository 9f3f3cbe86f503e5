#include "collector/kube_finder.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sgw::collector {

namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : "; ") + text;
  return result;
}

std::string name_of(const JsonReader& object) { return object["metadata"]["name"].text_or(""); }
std::string ns_of(const JsonReader& object) { return object["metadata"]["namespace"].text_or(""); }
std::string place_of(const JsonReader& object) { return ns_of(object) + "/" + name_of(object); }

// The object that made this one: uid of the owner that is its controller.
std::string controller_of(const JsonReader& object) {
  for (const JsonReader& owner : object["metadata"]["ownerReferences"].items()) {
    if (owner["controller"].boolean_or(false)) return owner["uid"].text_or("");
  }
  return {};
}

}  // namespace

std::vector<KubeGateway> KubeFinder::find(const std::vector<std::string>& scopes) {
  for (const std::string& scope : scopes) {
    look_at_pods(scope);
    if (!selection_.pods.empty()) continue;
    look_at_workloads(scope, "deployments");
    look_at_workloads(scope, "statefulsets");
  }
  for (const std::string& name : selection_.pods) {
    if (!named_.contains(name)) remark(Remark::Kind::gap, "no such pod", name, "the namespace has none of that name");
  }
  link_owners();
  if (selection_.pods.empty()) add_podless();
  std::sort(gateways_.begin(), gateways_.end(), [](const KubeGateway& left, const KubeGateway& right) {
    return std::pair(left.ns, left.name) < std::pair(right.ns, right.name);
  });
  if (too_many_) {
    remark(Remark::Kind::gap, "more gateways than are collected at once", "", "name some with -n, -l or --pod");
  }
  return std::move(gateways_);
}

void KubeFinder::look_at_pods(const std::string& scope) {
  const std::string query =
      selection_.label_selector.empty() ? "" : "labelSelector=" + kube_segment(selection_.label_selector);
  const auto take = [this](const JsonReader& pod) {
    ++pods_seen_;
    look_at_pod(pod);
    return true;
  };
  reader_.list("pods", scope, take, query);
}

void KubeFinder::look_at_pod(const JsonReader& pod) {
  const std::string name = name_of(pod);
  const bool named = std::find(selection_.pods.begin(), selection_.pods.end(), name) != selection_.pods.end();
  if (!selection_.pods.empty() && !named) return;
  KubeScore score = score_pod(pod);
  if (score.candidate()) score = score_pod(pod, config_maps(ns_of(pod)));
  if (named) {
    named_.insert(name);
    score.reasons.insert(score.reasons.begin(), "named with --pod");
  }
  if (!named && !score.gateway()) {
    if (score.candidate()) {
      remark(Remark::Kind::left, "pod", place_of(pod), "may be a gateway (" + joined(score.reasons) + "): use --pod");
    }
    return;
  }
  too_many_ = too_many_ || gateways_.size() >= k_max_gateways;
  if (gateways_.size() >= k_max_gateways) return;
  gateways_.push_back({ns_of(pod), name, detached(pod), {}, score.container, score.reasons});
}

void KubeFinder::look_at_workloads(const std::string& scope, std::string_view resource) {
  const auto take = [this](const JsonReader& workload) {
    KubeScore score = score_workload(workload);
    if (score.candidate()) score = score_workload(workload, config_maps(ns_of(workload)));
    if (score.gateway()) {
      if (workloads_.size() < k_max_gateways) workloads_.push_back({detached(workload), std::move(score)});
    } else if (score.candidate()) {
      remark(Remark::Kind::left, "workload", place_of(workload),
             "may be a gateway (" + joined(score.reasons) + "): its pods may be named with --pod");
    }
    return true;
  };
  reader_.list(resource, scope, take);
}

// A Deployment's pods belong to its ReplicaSets; a StatefulSet's to itself.
void KubeFinder::link_owners() {
  std::map<std::string, JsonReader> by_uid;
  for (const Workload& workload : workloads_) by_uid[workload.object["metadata"]["uid"].text_or("")] = workload.object;
  std::set<std::string> namespaces;
  for (const KubeGateway& gateway : gateways_) namespaces.insert(gateway.ns);
  std::map<std::string, std::string> maker;  // of a ReplicaSet
  for (const std::string& ns : namespaces) {
    reader_.list("replicasets", ns, [&](const JsonReader& set) {
      maker[set["metadata"]["uid"].text_or("")] = controller_of(set);
      return true;
    });
  }
  for (KubeGateway& gateway : gateways_) {
    std::string owner = controller_of(gateway.pod);
    if (const auto set = maker.find(owner); set != maker.end() && !set->second.empty()) owner = set->second;
    if (const auto found = by_uid.find(owner); found != by_uid.end()) gateway.workload = found->second;
  }
}

void KubeFinder::add_podless() {
  std::set<std::string> with_pods;
  for (const KubeGateway& gateway : gateways_) with_pods.insert(gateway.workload["metadata"]["uid"].text_or(""));
  for (const Workload& workload : workloads_) {
    const std::string uid = workload.object["metadata"]["uid"].text_or("");
    const bool wanted = workload.object["spec"]["replicas"].integer_or(1) > 0;
    if (with_pods.contains(uid)) continue;
    auto reasons = workload.score.reasons;
    reasons.emplace_back(wanted ? "it has no pods" : "it is scaled to no replicas");
    gateways_.push_back({ns_of(workload.object),
                         name_of(workload.object),
                         {},
                         workload.object,
                         workload.score.container,
                         std::move(reasons)});
  }
}

ConfigMapLookup KubeFinder::config_maps(const std::string& ns) {
  return [this, ns](std::string_view name) { return reader_.get("configmaps", ns, std::string(name)); };
}

void KubeFinder::remark(Remark::Kind kind, Literal text, const std::string& subject, const std::string& detail) {
  RawRemark row;
  row.kind = kind;
  row.source = SafeName("kubernetes");
  row.text = text;
  row.subject = RawText(subject);
  row.detail = RawText(detail);
  sink_.remark(std::move(row));
}

}  // namespace sgw::collector
