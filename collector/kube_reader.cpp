#include "collector/kube_reader.hpp"

#include "collector/kube_remark.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

// A server that keeps silent about one kind must not cost the others, and the logs, their time.
constexpr std::int64_t k_rights_part = 4;  // of the time that is left, at most
constexpr std::chrono::milliseconds k_least_time{500};

std::string where(const KubeKind& kind, const std::string& ns) {
  std::string text(kind.name.view());
  if (kind.namespaced) text += ns.empty() ? " in all namespaces" : " in namespace " + ns;
  return text;
}

KubeRight least(KubeRight left, KubeRight right) {
  if (left == KubeRight::denied || right == KubeRight::denied) return KubeRight::denied;
  return left == KubeRight::unknown ? left : right;
}

// "pods", "pods.metrics.k8s.io"; in cluster.json, where the word "secrets" alone would have its value masked.
std::string full_name(const KubeKind& kind) {
  const std::string resource(kind.resource);
  if (kind.on_request) return resource + (kind.by_name ? "/metadata" : "/releases");
  return &kube_kind(kind.resource) == &kind ? resource : resource + "." + std::string(kind.group);
}

std::string path_in(const std::string& group, const KubeKind& kind, const std::string& ns) {
  const std::string scope = kind.namespaced && !ns.empty() ? "/namespaces/" + kube_segment(ns) : std::string();
  return group + scope + "/" + std::string(kind.resource);
}

}  // namespace

CollectContext KubeReader::share(std::int64_t part) const {
  CollectContext share = context_;
  share.deadline = deadline_.capped(std::max(k_least_time, deadline_.left() / part));
  return share;
}

// Without the pods there is nothing.
CollectContext KubeReader::share_of(const KubeKind& kind) const {
  std::int64_t part = &kind == &kube_kind("pods") ? 2 : 4;
  if (const auto silences = silences_.find(&kind); silences != silences_.end())
    part <<= 2 * std::min(silences->second, 8);
  return share(part);
}

const KubeRights& KubeReader::rights(const KubeKind& kind, const std::string& ns) {
  if (!kind.namespaced) {
    if (!of_cluster_) of_cluster_ = KubeRights::ask_of_cluster(api_, share(k_rights_part));
    return *of_cluster_;
  }
  const auto found = rights_.find(ns);
  if (found != rights_.end()) return found->second;
  return rights_.emplace(ns, KubeRights::ask(api_, ns, secrets_, share(k_rights_part))).first->second;
}

bool KubeReader::may(const KubeKind& kind, const std::string& ns) {
  // Who may read it in all namespaces, and asked for that, need not ask for each.
  const auto everywhere = rights_.find("");
  if (kind.namespaced && everywhere != rights_.end() && everywhere->second.may(kind)) return true;
  if (rights(kind, ns).may(kind)) return true;
  lack(kind, ns, "no right to read", std::string(kind.costs.view()));
  return false;
}

std::string KubeReader::path(const KubeKind& kind, const std::string& ns) {
  const std::string group = api_.group_path(kind.group, {kind.versions[0], kind.versions[1], kind.versions[2]});
  if (!group.empty()) return path_in(group, kind, ns);
  not_served_.insert(full_name(kind));
  if (!kind.optional) lack(kind, ns, "the server does not know", std::string(kind.costs.view()));
  return {};
}

bool KubeReader::list(const KubeKind& kind, const std::string& ns, const KubeApi::Take& take,
                      const std::string& query) {
  const std::string at = path(kind, ns);
  if (at.empty() || !may(kind, ns)) return false;
  const auto listed = api_.list(at + (query.empty() ? "" : "?" + query), take, share_of(kind));
  if (!listed) fail(kind, where(kind, ns), listed.error());
  return listed.has_value();
}

std::optional<JsonReader> KubeReader::find(const KubeKind& kind, const std::string& ns, const std::string& name) {
  const std::string key = full_name(kind) + "/" + ns + "/" + name;
  if (const auto known = found_.find(key); known != found_.end()) return known->second;
  JsonReader found;
  const auto pick = [&](const JsonReader& item) {
    if (item["metadata"]["name"].text_or("") == name) found = detached(item);
    return !found.exists();
  };
  const bool known = list(kind, ns, pick, "fieldSelector=metadata.name%3D" + kube_segment(name)) || found.exists();
  return found_[key] = known ? std::optional(found) : std::nullopt;
}

std::optional<JsonReader> KubeReader::get(const KubeKind& kind, const std::string& ns, const std::string& name) {
  const std::string at = path(kind, ns);
  if (at.empty() || !may_get(kind, ns, name)) return std::nullopt;
  auto answer = api_.get(at + "/" + kube_segment(name), share_of(kind));
  if (answer) return *std::move(answer);
  if (answer.error().status == 404) return JsonReader();
  fail(kind, where(kind, ns) + ": " + name, answer.error());
  return std::nullopt;
}

bool KubeReader::may_get(const KubeKind& kind, const std::string& ns, const std::string& name) {
  const KubeRight right = KubeRights::ask_of_object(api_, kind, ns, name, share(k_rights_part));
  const auto [known, fresh] = of_objects_.emplace(full_name(kind), right);
  if (!fresh) known->second = least(known->second, right);
  if (right != KubeRight::denied) return true;
  say(kind, where(kind, ns) + ": " + name, "no right to read", std::string(kind.costs.view()));
  return false;
}

void KubeReader::say_cut(const KubeKind& kind, const std::string& ns) {
  lack(kind, ns, "more of them than are looked at", std::string(kind.costs.view()));
}

void KubeReader::fail(const KubeKind& kind, const std::string& subject, const KubeFailure& failure) {
  if (failure.status == 404) {
    not_served_.insert(full_name(kind));
    if (!kind.optional) say(kind, subject, "the server does not know", std::string(kind.costs.view()));
    return;
  }
  if (failure.status == 0 && failure.error.kind == ErrorKind::timeout) ++silences_[&kind];
  const std::string words(failure.error.what.view());
  const std::string detail = failure.message.empty() ? words : words + ": " + failure.message;
  say(kind, subject, failure.status == 403 ? Literal("no right to read") : Literal("cannot be read"), detail);
}

void KubeReader::lack(const KubeKind& kind, const std::string& ns, Literal what, const std::string& words) {
  say(kind, where(kind, ns), what, words);
}

void KubeReader::say(const KubeKind& kind, const std::string& subject, Literal what, const std::string& words) {
  if (!said_.insert({&kind, subject}).second) return;
  kube_remark(sink_, kind.optional ? Remark::Kind::info : Remark::Kind::gap, what, RawText(subject), RawText(words));
}

std::map<std::string, KubeRight> KubeReader::all_rights() const {
  std::map<std::string, KubeRight> all = of_objects_;
  const auto add = [&](const KubeKind& kind, const KubeRights& rights) {
    const auto [at, fresh] = all.emplace(full_name(kind), rights.of(kind));
    if (!fresh) at->second = least(at->second, rights.of(kind));
  };
  for (const KubeKind& kind : kube_kinds()) {
    if (kind.by_name || (kind.on_request && !secrets_)) continue;
    if (!kind.namespaced && of_cluster_) add(kind, *of_cluster_);
    if (!kind.namespaced) continue;
    for (const auto& [ns, rights] : rights_) add(kind, rights);
  }
  return all;
}

JsonReader detached(const JsonReader& object) { return JsonReader::parse(object.dump()).value_or(JsonReader()); }

}  // namespace sgw::collector
