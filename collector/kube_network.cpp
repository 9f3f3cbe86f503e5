#include "collector/kube_network.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_network_policy.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace sgw::collector {

namespace {

bool is_headless(const JsonReader& service) { return service["spec"]["clusterIP"].text_or("") == "None"; }

// "80/TCP to 8080", "443/TCP to https at 30443"
std::string port_text(const JsonReader& port) {
  std::string text = std::to_string(port["port"].integer_or(0)) + "/" + port["protocol"].text_or("TCP");
  const JsonReader target = port["targetPort"];
  if (const auto number = target.integer()) text += " to " + std::to_string(*number);
  if (const auto name = target.text()) text += " to " + *name;
  if (const auto node = port["nodePort"].integer()) text += " at " + std::to_string(*node);
  return text;
}

std::string external_address(const JsonReader& service) {
  const JsonReader given = service["status"]["loadBalancer"]["ingress"].at(0);
  for (const char* field : {"ip", "hostname"}) {
    if (auto address = given[field].text(); address && !address->empty()) return *std::move(address);
  }
  if (auto address = service["spec"]["externalIPs"].at(0).text()) return *std::move(address);
  return service["spec"]["type"].text_or("") == "LoadBalancer" ? "pending" : "none";
}

void write_service(JsonWriter& json, const JsonReader& service) {
  json.begin_object();
  put_text(json, "name", service["metadata"]["name"]);
  put_text(json, "type", service["spec"]["type"]);
  std::vector<std::string> ports;
  for (const JsonReader& port : service["spec"]["ports"].items(k_max_items)) ports.push_back(port_text(port));
  put_words(json, "ports", ports);
  json.member("headless", is_headless(service));
  json.member("external_address", bounded(external_address(service)));
  put_text(json, "external_traffic_policy", service["spec"]["externalTrafficPolicy"]);
  json.end_object();
}

// Behind a Service: each pod once, whatever the families of its addresses.
class Backends {
 public:
  void add(const JsonReader& target, const std::string& address, bool ready) {
    const std::string uid = target["uid"].text_or("");
    const auto [place, is_new] = ready_.try_emplace(uid.empty() ? address : uid, ready);
    if (!is_new) place->second = place->second && ready;
  }

  std::int64_t count(bool ready) const {
    return std::count_if(ready_.begin(), ready_.end(),
                         [ready](const auto& backend) { return backend.second == ready; });
  }

 private:
  std::map<std::string, bool> ready_;
};

void add_slice(const JsonReader& slice, Backends& backends) {
  for (const JsonReader& endpoint : slice["endpoints"].items(k_max_variables)) {
    const JsonReader conditions = endpoint["conditions"];
    // Not said means ready (API).
    backends.add(endpoint["targetRef"], endpoint["addresses"].at(0).text_or(""), conditions["ready"].boolean_or(true));
  }
}

void add_endpoints(const JsonReader& endpoints, Backends& backends) {
  for (const JsonReader& subset : endpoints["subsets"].items(k_max_items)) {
    for (const bool ready : {true, false}) {
      for (const JsonReader& address : subset[ready ? "addresses" : "notReadyAddresses"].items(k_max_variables)) {
        backends.add(address["targetRef"], address["ip"].text_or(""), ready);
      }
    }
  }
}

// Names of the Services whose backends count: a headless one may list pods that are not ready as ready.
std::set<std::string> counted_services(const KubeView& view) {
  std::set<std::string> plain;
  std::set<std::string> headless;
  for (const JsonReader& service : view.services) {
    if (service["spec"]["type"].text_or("") == "ExternalName") continue;  // a name for something elsewhere
    (is_headless(service) ? headless : plain).insert(kube_name(service));
  }
  return plain.empty() ? headless : plain;
}

void write_endpoints(JsonWriter& json, const KubeView& view) {
  const KubeNamespace& around = view.context.around;
  const auto names = counted_services(view);
  if (names.empty() || (!around.endpoint_slices.known && !around.endpoints.known)) return;
  Backends backends;
  for (const JsonReader& slice : around.endpoint_slices.items) {
    const std::string service = slice["metadata"]["labels"]["kubernetes.io/service-name"].text_or("");
    if (names.contains(service)) add_slice(slice, backends);
  }
  for (const JsonReader& endpoints : around.endpoints.items) {
    if (!around.endpoint_slices.known && names.contains(kube_name(endpoints))) add_endpoints(endpoints, backends);
  }
  json.key("endpoints").begin_object();
  json.member("ready", backends.count(true)).member("not_ready", backends.count(false)).end_object();
}

// Of pods in the node's network the policies are not those that hold.
void write_policies(JsonWriter& json, const KubeView& view) {
  if (!view.context.around.network_policies.known || view.subject["spec"]["hostNetwork"].boolean_or(false)) return;
  const KubePolicies judged = judge_policies(view.context.around.network_policies.items, view.labels);
  json.key("network_policies").begin_array();
  std::size_t count = 0;
  for (const KubePolicy& policy : judged.policies) {
    if (count++ == k_max_items) break;
    json.begin_object().member("name", bounded(policy.name));
    if (policy.egress) json.member("egress", to_word(*policy.egress));
    if (policy.ingress) json.member("ingress", to_word(*policy.ingress));
    json.end_object();
  }
  json.end_array();
  json.member("egress", to_word(judged.egress));
  json.member("egress_dns", to_word(judged.dns)).member("egress_https", to_word(judged.https));
}

// The Services that an Ingress sends to: v1 and, before it, v1beta1.
bool leads_to(const JsonReader& ingress, const std::set<std::string>& services) {
  const JsonReader spec = ingress["spec"];
  const auto is_one = [&services](const JsonReader& backend) {
    return services.contains(backend["service"]["name"].text_or("")) ||
           services.contains(backend["serviceName"].text_or(""));
  };
  if (is_one(spec["defaultBackend"]) || is_one(spec["backend"])) return true;
  for (const JsonReader& rule : spec["rules"].items(k_max_items)) {
    const auto paths = rule["http"]["paths"].items(k_max_items);
    if (std::any_of(paths.begin(), paths.end(),
                    [&is_one](const JsonReader& path) { return is_one(path["backend"]); })) {
      return true;
    }
  }
  return false;
}

void write_ingresses(JsonWriter& json, const KubeView& view) {
  if (!view.context.around.ingresses.known) return;
  std::set<std::string> services;
  for (const JsonReader& service : view.services) services.insert(kube_name(service));
  json.key("ingresses").begin_array();
  std::size_t count = 0;
  for (const JsonReader& ingress : view.context.around.ingresses.items) {
    if (count == k_max_items || !leads_to(ingress, services)) continue;
    ++count;
    json.begin_object();
    put_text(json, "name", ingress["metadata"]["name"]);
    const JsonReader by_class = ingress["spec"]["ingressClassName"];
    put_text(json, "class",
             by_class.text() ? by_class : ingress["metadata"]["annotations"]["kubernetes.io/ingress.class"]);
    std::vector<std::string> hosts;
    for (const JsonReader& rule : ingress["spec"]["rules"].items(k_max_items)) {
      if (auto host = rule["host"].text()) hosts.push_back(*std::move(host));
    }
    put_words(json, "hosts", hosts);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::vector<std::string> host_aliases(const JsonReader& pod) {
  std::vector<std::string> lines;
  for (const JsonReader& alias : pod["spec"]["hostAliases"].items(k_max_items)) {
    std::string line = alias["ip"].text_or("");
    for (const JsonReader& name : alias["hostnames"].items(k_max_items)) line += " " + name.text_or("");
    lines.push_back(std::move(line));
  }
  return lines;
}

void write_network(JsonWriter& json, const KubeView& view) {
  if (view.context.around.services.known) {
    json.key("services").begin_array();
    for (const JsonReader& service : view.services) write_service(json, service);
    json.end_array();
  }
  write_endpoints(json, view);
  write_policies(json, view);
  write_ingresses(json, view);
  put_words(json, "host_aliases", host_aliases(view.subject));
  put_text(json, "dns_policy", view.subject["spec"]["dnsPolicy"]);
}

}  // namespace sgw::collector
