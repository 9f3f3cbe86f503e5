#include "collector/kube_network_policy.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sgw::collector {

namespace {

// Ports are those of pods, behind the Service: resolvers of OpenShift, Gardener and others listen elsewhere than on 53.
struct Port {
  std::string_view protocol;
  std::int64_t number;
  std::string_view name;               // what it is usually called; a port by another name may be the same
  std::array<std::int64_t, 3> others;  // it may be one of these
};
constexpr Port k_dns{"UDP", 53, "dns", {5353, 1053, 8053}};
constexpr Port k_https{"TCP", 443, "", {}};  // outside the cluster names mean nothing

bool governs(const JsonReader& spec, std::string_view direction) {
  const auto types = spec["policyTypes"].items(k_max_items);
  if (!types.empty()) {
    return std::any_of(types.begin(), types.end(),
                       [direction](const JsonReader& type) { return type.text() == direction; });
  }
  return direction == "Ingress" || !spec["egress"].items(1).empty();
}

bool admits_all(const JsonReader& rule, const char* peers) {
  return rule.is_object() && rule[peers].items(1).empty() && rule["ports"].items(1).empty();
}

Traffic traffic(const JsonReader& rules, const char* peers) {
  const auto all = rules.items(k_max_items);
  if (all.empty()) return Traffic::denied;
  const bool open =
      std::any_of(all.begin(), all.end(), [peers](const JsonReader& rule) { return admits_all(rule, peers); });
  return open ? Traffic::open : Traffic::limited;
}

// The first entries of a list, and whether there are more: what is not looked at may allow anything.
struct Entries {
  std::vector<JsonReader> first;
  bool more = false;

  explicit Entries(const JsonReader& list) : first(list.items(k_max_items + 1)), more(first.size() > k_max_items) {}
  Permission at_least() const { return more ? Permission::unknown : Permission::denied; }
};

Permission permits_port(const JsonReader& entry, const Port& wanted) {
  if (entry["protocol"].text_or("TCP") != wanted.protocol) return Permission::denied;
  const JsonReader port = entry["port"];
  if (!port.exists() || port.is_null()) return Permission::allowed;
  if (const auto word = port.text()) return *word == wanted.name ? Permission::allowed : Permission::unknown;
  const auto first = port.integer();
  if (!first) return Permission::unknown;
  const std::int64_t last = entry["endPort"].integer_or(*first);
  const auto holds = [&](std::int64_t number) { return number >= *first && number <= last; };
  if (holds(wanted.number)) return Permission::allowed;
  return std::any_of(wanted.others.begin(), wanted.others.end(), holds) ? Permission::unknown : Permission::denied;
}

Permission permits_port_of(const JsonReader& rule, const Port& wanted) {
  const Entries ports(rule["ports"]);
  if (ports.first.empty()) return Permission::allowed;
  Permission best = ports.at_least();
  for (const JsonReader& entry : ports.first) best = std::max(best, permits_port(entry, wanted));
  return best;
}

// Whether a peer is, or may be, where the cluster's resolver runs: kube-dns in kube-system by name, else unknown.
Permission permits_resolver(const JsonReader& peer) {
  // An address may be the resolver's, or a cache's on the node; whether it counts for pods is up to the network plugin.
  if (peer["ipBlock"].is_object()) return Permission::unknown;
  if (!peer["namespaceSelector"].is_object()) return Permission::denied;  // pods of the same namespace
  const KubeLabels system{{"kubernetes.io/metadata.name", "kube-system"}};
  const KubeLabels resolver{{"k8s-app", "kube-dns"}};
  const bool here = selects(peer["namespaceSelector"], system);
  const bool it = !peer["podSelector"].is_object() || selects(peer["podSelector"], resolver);
  return here && it ? Permission::allowed : Permission::unknown;
}

Permission permits_outside(const JsonReader& peer) {
  const JsonReader block = peer["ipBlock"];
  if (!block.is_object()) return Permission::denied;  // pods
  const bool all = block["cidr"].text_or("") == "0.0.0.0/0" && block["except"].items(1).empty();
  return all ? Permission::allowed : Permission::unknown;
}

template <class Judge>
Permission permits_peer(const JsonReader& rule, Judge judge) {
  const Entries peers(rule["to"]);
  if (peers.first.empty()) return Permission::allowed;
  Permission best = peers.at_least();
  for (const JsonReader& peer : peers.first) best = std::max(best, judge(peer));
  return best;
}

void unite_rules(const JsonReader& list, Permission& dns, Permission& https) {
  const Entries rules(list);
  dns = std::max(dns, rules.at_least());
  https = std::max(https, rules.at_least());
  for (const JsonReader& rule : rules.first) {
    if (!rule.is_object()) continue;
    dns = std::max(dns, std::min(permits_port_of(rule, k_dns), permits_peer(rule, permits_resolver)));
    https = std::max(https, std::min(permits_port_of(rule, k_https), permits_peer(rule, permits_outside)));
  }
}

bool selects_pod(const JsonReader& spec, const KubeLabels& labels) {
  const JsonReader selector = spec["podSelector"];
  return !selector.exists() || selector.is_null() || selects(selector, labels);
}

}  // namespace

KubePolicies judge_policies(const std::vector<JsonReader>& policies, const KubeLabels& pod_labels) {
  KubePolicies result;
  std::optional<Traffic> egress;
  Permission dns = Permission::denied;
  Permission https = Permission::denied;
  for (const JsonReader& policy : policies) {
    const JsonReader spec = policy["spec"];
    if (!spec.is_object() || !selects_pod(spec, pod_labels)) continue;
    KubePolicy judged{kube_name(policy), std::nullopt, std::nullopt};
    if (governs(spec, "Ingress")) judged.ingress = traffic(spec["ingress"], "from");
    if (governs(spec, "Egress")) {
      judged.egress = traffic(spec["egress"], "to");
      egress = std::max(egress.value_or(Traffic::denied), *judged.egress);
      unite_rules(spec["egress"], dns, https);
    }
    result.policies.push_back(std::move(judged));
  }
  // What is said of the way out names the first.
  std::stable_partition(result.policies.begin(), result.policies.end(),
                        [](const KubePolicy& policy) { return policy.egress.has_value(); });
  if (!egress) return result;
  result.egress = *egress;
  result.dns = dns;
  result.https = https;
  return result;
}

const char* to_word(Traffic traffic) {
  switch (traffic) {
    case Traffic::denied:
      return "denied";
    case Traffic::limited:
      return "limited";
    case Traffic::open:
      break;
  }
  return "open";
}

const char* to_word(Permission permission) {
  switch (permission) {
    case Permission::denied:
      return "denied";
    case Permission::unknown:
      return "unknown";
    case Permission::allowed:
      break;
  }
  return "allowed";
}

}  // namespace sgw::collector
