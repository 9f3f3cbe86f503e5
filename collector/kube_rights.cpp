#include "collector/kube_rights.hpp"

#include "collector/parallel.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <vector>

namespace sgw::collector {

namespace {

constexpr std::string_view k_reviews = "/apis/authorization.k8s.io/v1/";
constexpr std::size_t k_parallel = 4;

bool has(const JsonReader& list, std::string_view word) {
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [word](const JsonReader& item) {
    const std::string text = item.text_or("");
    return text == "*" || text == word;
  });
}

// "pods/log" is granted by "pods/log", "*", "*/log" and "pods/*".
bool has_resource(const JsonReader& list, std::string_view resource) {
  if (has(list, resource)) return true;
  const std::size_t slash = resource.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string any_parent = "*" + std::string(resource.substr(slash));
  const std::string any_child = std::string(resource.substr(0, slash)) + "/*";
  return has(list, any_parent) || has(list, any_child);
}

std::string rules_review(const std::string& ns) {
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object().member("apiVersion", "authorization.k8s.io/v1").member("kind", "SelfSubjectRulesReview");
  json.key("spec").begin_object().member("namespace", ns).end_object().end_object();
  return json.take();
}

KubeRight right_by_review(const JsonReader& answer) {
  const auto allowed = answer["status"]["allowed"].boolean();
  if (!allowed) return KubeRight::unknown;
  return *allowed ? KubeRight::allowed : KubeRight::denied;
}

}  // namespace

std::string access_review(const KubeKind& kind, const std::string& ns, const std::string& name) {
  const std::size_t slash = std::min(kind.resource.find('/'), kind.resource.size());
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object().member("apiVersion", "authorization.k8s.io/v1").member("kind", "SelfSubjectAccessReview");
  json.key("spec").begin_object().key("resourceAttributes").begin_object();
  if (kind.namespaced) json.member("namespace", ns);
  json.member("verb", kind.verb);
  if (!kind.group.empty()) json.member("group", kind.group);
  json.member("resource", kind.resource.substr(0, slash));
  json.member("subresource", slash < kind.resource.size() ? kind.resource.substr(slash + 1) : std::string_view());
  if (!name.empty()) json.member("name", name);
  json.end_object().end_object().end_object();
  return json.take();
}

KubeRight right_by_rules(const JsonReader& status, const KubeKind& kind) {
  bool single = false;
  for (const JsonReader& rule : status["resourceRules"].items()) {
    const bool fits = has(rule["verbs"], kind.verb) && has(rule["apiGroups"], kind.group) &&
                      has_resource(rule["resources"], kind.resource);
    if (!fits) continue;
    if (rule["resourceNames"].items().empty()) return KubeRight::allowed;
    single = true;
  }
  return single || status["incomplete"].boolean_or(true) ? KubeRight::unknown : KubeRight::denied;
}

KubeRights KubeRights::ask(KubeApi& api, const std::string& ns, bool secrets, const CollectContext& context) {
  KubeRights rights;
  JsonReader rules;
  if (!ns.empty()) {
    if (auto answer = api.post(std::string(k_reviews) + "selfsubjectrulesreviews", rules_review(ns), context)) {
      rules = (*answer)["status"];
    }
  }
  for (const KubeKind& kind : kube_kinds()) {
    if (!kind.namespaced || kind.by_name || (kind.on_request && !secrets)) continue;
    rights.rights_[&kind] = rules.exists() ? right_by_rules(rules, kind) : KubeRight::unknown;
  }
  rights.review(api, ns, context);
  return rights;
}

// The rules of a namespace do not tell: what a role grants of the cluster's objects holds only if it is bound for all.
KubeRights KubeRights::ask_of_cluster(KubeApi& api, const CollectContext& context) {
  KubeRights rights;
  for (const KubeKind& kind : kube_kinds()) {
    if (!kind.namespaced) rights.rights_[&kind] = KubeRight::unknown;
  }
  rights.review(api, {}, context);
  return rights;
}

KubeRight KubeRights::ask_of_object(KubeApi& api, const KubeKind& kind, const std::string& ns, const std::string& name,
                                    const CollectContext& context) {
  const auto answer =
      api.post(std::string(k_reviews) + "selfsubjectaccessreviews", access_review(kind, ns, name), context);
  return answer ? right_by_review(*answer) : KubeRight::unknown;
}

void KubeRights::review(KubeApi& api, const std::string& ns, const CollectContext& context) {
  std::vector<const KubeKind*> open;
  for (const auto& [kind, right] : rights_) {
    if (right == KubeRight::unknown) open.push_back(kind);
  }
  std::vector<KubeRight> answers(open.size(), KubeRight::unknown);
  for_each_parallel(open.size(), k_parallel, context, [&](std::size_t i) {
    if (context.over()) return;
    const auto answer =
        api.post(std::string(k_reviews) + "selfsubjectaccessreviews", access_review(*open[i], ns), context);
    if (answer) answers[i] = right_by_review(*answer);
  });
  for (std::size_t i = 0; i < open.size(); ++i) rights_[open[i]] = answers[i];
}

KubeRight KubeRights::of(const KubeKind& kind) const {
  const auto found = rights_.find(&kind);
  return found == rights_.end() ? KubeRight::unknown : found->second;
}

}  // namespace sgw::collector
