#include "collector/kube_network_policy.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::int64_t k_dns_port = 53;
constexpr std::int64_t k_https_port = 443;

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

// `name`: what the resolver's or server's port is usually called; a port by another name may be the same.
Permission permits_port(const JsonReader& ports, std::string_view protocol, std::int64_t number,
                        std::string_view name) {
  const auto all = ports.items(k_max_items);
  if (all.empty()) return Permission::allowed;
  Permission best = Permission::denied;
  for (const JsonReader& port : all) {
    if (port["protocol"].text_or("TCP") != protocol) continue;
    if (!port["port"].exists() || port["port"].is_null()) return Permission::allowed;
    if (const auto word = port["port"].text()) {
      best = std::max(best, *word == name ? Permission::allowed : Permission::unknown);
      continue;
    }
    const auto first = port["port"].integer();
    const std::int64_t last = port["endPort"].integer_or(first.value_or(0));
    if (first && number >= *first && number <= last) return Permission::allowed;
  }
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
  const auto peers = rule["to"].items(k_max_items);
  if (peers.empty()) return Permission::allowed;
  Permission best = Permission::denied;
  for (const JsonReader& peer : peers) best = std::max(best, judge(peer));
  return best;
}

void unite_rules(const JsonReader& rules, Permission& dns, Permission& https) {
  for (const JsonReader& rule : rules.items(k_max_items)) {
    if (!rule.is_object()) continue;
    const JsonReader ports = rule["ports"];
    dns = std::max(dns, std::min(permits_port(ports, "UDP", k_dns_port, "dns"), permits_peer(rule, permits_resolver)));
    https = std::max(https,
                     std::min(permits_port(ports, "TCP", k_https_port, "https"), permits_peer(rule, permits_outside)));
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
