#include "collector/kube_finder.hpp"

#include "collector/kube_remark.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::int64_t k_owners_part = 4;  // of the time: a list for each namespace

std::string place_of(const JsonReader& object) { return kube_namespace(object) + "/" + kube_name(object); }

std::string uid_of(const JsonReader& object) { return object["metadata"]["uid"].text_or(""); }

}  // namespace

std::vector<KubeGateway> KubeFinder::find(const std::vector<std::string>& scopes) {
  for (const std::string& scope : scopes) {
    look_at_pods(scope);
    look_at_workloads(scope, "Deployment", "deployments");
    look_at_workloads(scope, "StatefulSet", "statefulsets");
    look_at_workloads(scope, "DaemonSet", "daemonsets");
  }
  for (const std::string& name : selection_.pods) {
    if (!named_.contains(name)) remark(Remark::Kind::gap, "no such pod", name, "the namespace has none of that name");
  }
  reader_.take_part_of_time(k_owners_part);
  link_owners();
  // Which of the workloads without pods a selector of pods means is not to be known.
  if (selection_.pods.empty() && selection_.label_selector.empty()) add_podless();
  std::stable_sort(gateways_.begin(), gateways_.end(), [](const KubeGateway& left, const KubeGateway& right) {
    return std::pair(left.ns, left.name) < std::pair(right.ns, right.name);
  });
  if (left_ > k_max_left) {
    remark(Remark::Kind::left, "and more of them", std::to_string(left_ - k_max_left),
           "may be gateways too: look with -n, -l or --pod");
  }
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
  pods_known_ = reader_.list(kube_kind("pods"), scope, take, query) && pods_known_;
}

void KubeFinder::look_at_pod(const JsonReader& pod) {
  const std::string name = kube_name(pod);
  const bool named = std::find(selection_.pods.begin(), selection_.pods.end(), name) != selection_.pods.end();
  if (!selection_.pods.empty() && !named) return;
  KubeScore score = score_pod(pod);
  if (score.candidate()) score = score_pod(pod, config_maps(kube_namespace(pod)));
  if (named) {
    named_.insert(name);
    score.reasons.insert(score.reasons.begin(), "named with --pod");
  }
  if (!named && !score.gateway()) {
    if (score.candidate()) {
      leave("pod", pod, "may be a gateway (" + joined(score.reasons) + "): use --pod");
    }
    return;
  }
  take(pod, score);
}

void KubeFinder::take(const JsonReader& pod, const KubeScore& score) {
  const JsonReader kept = detached(pod);
  std::vector<std::string> containers = score.others;
  containers.insert(containers.begin(), score.container);
  for (const std::string& container : containers) {
    too_many_ = too_many_ || gateways_.size() >= k_max_gateways;
    if (gateways_.size() >= k_max_gateways) return;
    KubeGateway gateway{.ns = kube_namespace(pod),
                        .name = kube_name(pod),
                        .pod = kept,
                        .owners = {},
                        .container = container,
                        .others = containers,
                        .first = &container == &containers.front(),
                        .reasons = score.reasons};
    std::erase(gateway.others, container);
    if (!gateway.first) gateway.reasons = {"a further gateway of its pod"};
    gateways_.push_back(std::move(gateway));
  }
}

void KubeFinder::look_at_workloads(const std::string& scope, const std::string& kind, std::string_view resource) {
  const auto take = [this, &kind](const JsonReader& workload) {
    KubeScore score = score_workload(workload);
    if (score.candidate()) score = score_workload(workload, config_maps(kube_namespace(workload)));
    if (score.gateway()) {
      too_many_ = too_many_ || workloads_.size() >= k_max_gateways;
      if (workloads_.size() < k_max_gateways) workloads_.push_back({kind, detached(workload), std::move(score)});
    } else if (score.candidate()) {
      leave("workload", workload, "may be a gateway (" + joined(score.reasons) + "): its pods may be named with --pod");
    }
    return true;
  };
  reader_.list(kube_kind(resource), scope, take);
}

// A Deployment's pods belong to its ReplicaSets; a StatefulSet's to itself.
void KubeFinder::link_owners() {
  std::map<std::string, KubeOwnerObject> by_uid;
  for (const Workload& workload : workloads_) by_uid[uid_of(workload.object)] = {workload.kind, workload.object};
  std::map<std::string, std::set<std::string>> sets;  // uids of the ReplicaSets wanted, by namespace
  for (const KubeGateway& gateway : gateways_) {
    const auto owner = kube_owner(gateway.pod);
    if (owner && owner->kind == "ReplicaSet") sets[gateway.ns].insert(owner->uid);
  }
  for (const auto& [ns, wanted] : sets) {
    reader_.list(kube_kind("replicasets"), ns, [&, &uids = wanted](const JsonReader& set) {
      if (uids.contains(uid_of(set))) by_uid[uid_of(set)] = {"ReplicaSet", detached(set)};
      return true;
    });
  }
  for (KubeGateway& gateway : gateways_) {
    constexpr int most_steps = 4;  // an owner that owns itself must not keep us
    auto owner = kube_owner(gateway.pod);
    for (int step = 0; owner && step < most_steps; ++step) {
      const auto found = by_uid.find(owner->uid);
      if (found == by_uid.end()) break;
      gateway.owners.push_back(found->second);
      owner = kube_owner(found->second.object);
    }
    if (gateway.owners.empty()) link_by_name(gateway);
  }
}

// Without the ReplicaSets: a Deployment calls them after itself and the hash that is on their pods.
void KubeFinder::link_by_name(KubeGateway& gateway) const {
  const auto owner = kube_owner(gateway.pod);
  const std::string hash = gateway.pod["metadata"]["labels"]["pod-template-hash"].text_or("");
  if (!owner || owner->kind != "ReplicaSet" || hash.empty()) return;
  const auto made = std::find_if(workloads_.begin(), workloads_.end(), [&](const Workload& workload) {
    return workload.kind == "Deployment" && kube_namespace(workload.object) == gateway.ns &&
           kube_name(workload.object) + "-" + hash == owner->name;
  });
  if (made != workloads_.end()) gateway.owners.push_back({made->kind, made->object});
}

void KubeFinder::add_podless() {
  std::set<std::string> with_pods;
  for (const KubeGateway& gateway : gateways_) with_pods.insert(uid_of(gateway.workload()));
  for (const Workload& workload : workloads_) {
    const std::string uid = uid_of(workload.object);
    const bool wanted = workload.object["spec"]["replicas"].integer_or(1) > 0;
    if (with_pods.contains(uid)) continue;
    auto reasons = workload.score.reasons;
    const bool unread = kube_pods_made(workload.kind, workload.object) > 0;
    reasons.emplace_back(unread   ? "its pods could not be read"
                         : wanted ? "it has no pods"
                                  : "it is scaled to no replicas");
    gateways_.push_back({.ns = kube_namespace(workload.object),
                         .name = kube_name(workload.object),
                         .pod = {},
                         .owners = {{workload.kind, workload.object}},
                         .container = workload.score.container,
                         .others = workload.score.others,
                         .reasons = std::move(reasons)});
  }
}

ConfigMapLookup KubeFinder::config_maps(const std::string& ns) {
  return [this, ns](std::string_view name) {
    return reader_.find(kube_kind("configmaps"), ns, std::string(name)).value_or(JsonReader());
  };
}

// A cluster may have any number of these: the first are named, the others counted.
void KubeFinder::leave(Literal what, const JsonReader& object, const std::string& why) {
  if (left_++ < k_max_left) remark(Remark::Kind::left, what, place_of(object), why);
}

void KubeFinder::remark(Remark::Kind kind, Literal text, const std::string& subject, const std::string& detail) {
  kube_remark(sink_, kind, text, RawText(subject), RawText(detail));
}

}  // namespace sgw::collector
