#include "collector/kube_kinds.hpp"
#include "collector/kube_selection.hpp"

#include <sgw_diag/preview.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_subject = 512;

struct Subject {
  std::string kind = "User";
  std::string name = "NAME-OF-THE-OPERATOR";
  std::string ns;  // of a service account
};

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= k_max_subject && std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
  });
}

Subject subject_of(std::string_view text) {
  Subject subject;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return subject;
  subject.name = text.substr(colon + 1);
  if (text.starts_with("group:")) subject.kind = "Group";
  if (text.starts_with("serviceaccount:")) {
    subject.kind = "ServiceAccount";
    const std::size_t slash = subject.name.find('/');
    subject.ns = subject.name.substr(0, slash);
    subject.name.erase(0, slash + 1);
  }
  return subject;
}

std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

class Yaml {
 public:
  Yaml(Subject subject, const RbacOptions& options) : subject_(std::move(subject)), options_(options) {}

  void comment(std::string_view text) { out_.append("# ").append(text).append("\n"); }

  // A role and who has it. `ns` empty: in the whole cluster.
  void grant(const std::string& name, const std::string& ns, bool namespaced) {
    const std::string kind = ns.empty() ? "ClusterRole" : "Role";
    begin(kind, name, ns);
    out_ += "rules:\n";
    for (const auto& [group_and_verb, resources] : rules(namespaced)) {
      out_ += "  - apiGroups: [" + yaml_text(group_and_verb.first) + "]\n    resources: [";
      const char* between = "";
      for (const std::string_view resource : resources) {
        out_ += between + yaml_text(resource);
        between = ", ";
      }
      out_ += "]\n    verbs: [" + yaml_text(group_and_verb.second) + "]\n";
    }
    if (namespaced && options_.secrets) {
      out_ += "  - apiGroups: [\"\"]\n    resources: [\"secrets\"]\n    verbs: [\"get\"]\n    resourceNames: " +
              std::string("[\"NAME-OF-THE-SECRET\"]\n");
    }
    begin(kind + "Binding", name, ns);
    out_ += "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: " + kind + "\n  name: " + name + "\n";
    out_ += "subjects:\n  - kind: " + subject_.kind + "\n    name: " + yaml_text(subject_.name) + "\n";
    out_ += subject_.ns.empty() ? "    apiGroup: rbac.authorization.k8s.io\n"
                                : "    namespace: " + yaml_text(subject_.ns) + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  using Rules = std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>>;

  void begin(const std::string& kind, const std::string& name, const std::string& ns) {
    out_ += "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: " + kind + "\nmetadata:\n  name: " + name + "\n";
    if (!ns.empty()) out_ += "  namespace: " + yaml_text(ns) + "\n";
  }

  Rules rules(bool namespaced) const {
    Rules rules;
    for (const KubeKind& kind : kube_kinds()) {
      if (kind.namespaced != namespaced || kind.on_request) continue;
      if (kind.resource == "pods/proxy" && !options_.probes) continue;
      rules[{kind.group, kind.verb}].push_back(kind.resource);
    }
    return rules;
  }

  Subject subject_;
  RbacOptions options_;
  std::string out_;
};

void say_costs(bool namespaced, bool optional, Yaml& yaml) {
  for (const KubeKind& kind : kube_kinds()) {
    if (kind.namespaced != namespaced || kind.optional != optional || kind.on_request) continue;
    yaml.comment("  without " + std::string(kind.resource) + ": " + std::string(kind.costs.view()));
  }
}

}  // namespace

bool is_rbac_subject(std::string_view text) {
  for (const std::string_view kind : {"user:", "group:"}) {
    if (text.starts_with(kind)) return is_name(text.substr(kind.size()));
  }
  constexpr std::string_view account = "serviceaccount:";
  if (!text.starts_with(account)) return false;
  text.remove_prefix(account.size());
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && is_kube_namespace(text.substr(0, slash)) &&
         is_kube_name(text.substr(slash + 1));
}

std::string rbac_yaml(const std::vector<PlannedCluster>& clusters, std::string_view subject,
                      const RbacOptions& options) {
  Yaml yaml(subject_of(subject), options);
  std::set<std::string> namespaces;
  bool all = false;
  for (const PlannedCluster& cluster : clusters) {
    all = all || cluster.namespaces.empty();
    namespaces.insert(cluster.namespaces.begin(), cluster.namespaces.end());
  }
  yaml.comment(options.secrets ? "The least rights for sgw-diag: get and list."
                               : "The least rights for sgw-diag: get and list, no Secrets.");
  if (subject.empty()) yaml.comment("Fill in the name of each subject, or say --subject.");
  yaml.comment("Where the gateways are:");
  if (options.secrets) {
    yaml.comment(
        "  RBAC knows no right to metadata alone: who may get a Secret may read it. Name those that the gateways'");
    yaml.comment("  pods name and no others (settings_from in kubernetes.json), or leave the rule out.");
  }
  if (options.probes) yaml.comment("  pods/proxy lets its owner ask any port of a pod: leave it out with --no-probes.");
  if (all) yaml.grant("sgw-diag", "", true);
  if (!all) {
    for (const std::string& ns : namespaces) yaml.grant("sgw-diag", ns, true);
  }
  yaml.comment("Optional, in the whole cluster. What it costs to leave it out:");
  say_costs(false, false, yaml);
  yaml.grant("sgw-diag-cluster", "", false);
  return yaml.take();
}

}  // namespace sgw::collector
