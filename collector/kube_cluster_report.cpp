#include "collector/kube_cluster_report.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_node.hpp"
#include "collector/kube_object.hpp"
#include "collector/raw_artifact.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_nodes = 1000;

const char* to_word(KubeRight right) {
  switch (right) {
    case KubeRight::allowed:
      return "allowed";
    case KubeRight::denied:
      return "denied";
    case KubeRight::unknown:
      break;
  }
  return "unknown";
}

// Whether it has a say when a pod is made: rules with CREATE of pods, or of everything.
bool is_asked_for_pods(const JsonReader& webhook) {
  const auto has = [](const JsonReader& list, std::string_view word) {
    const auto items = list.items(k_max_items);
    return std::any_of(items.begin(), items.end(),
                       [word](const JsonReader& item) { return item.text() == word || item.text() == "*"; });
  };
  const auto rules = webhook["rules"].items(k_max_items);
  return std::any_of(rules.begin(), rules.end(), [&has](const JsonReader& rule) {
    return has(rule["resources"], "pods") && has(rule["operations"], "CREATE");
  });
}

void write_webhooks(JsonWriter& json, const std::vector<JsonReader>& configurations) {
  json.key("webhooks").begin_array();
  std::size_t count = 0;
  for (const JsonReader& configuration : configurations) {
    for (const JsonReader& webhook : configuration["webhooks"].items(k_max_items)) {
      if (count++ >= k_max_items) break;
      json.begin_object();
      put_text(json, "name", webhook["name"]);
      json.member("kind", "mutating");
      put_text(json, "failure_policy", webhook["failurePolicy"]);
      json.member("injects", is_asked_for_pods(webhook)).end_object();
    }
  }
  json.end_array();
}

void write_server(JsonWriter& json, const KubeClusterFacts& facts) {
  if (!facts.context.empty()) json.member("context", bounded(facts.context));
  if (!facts.server.empty()) json.member("server", bounded(facts.server));
  if (!facts.problem.empty()) json.member("problem", bounded(facts.problem));
  put_text(json, "version", facts.version["gitVersion"]);
  put_text(json, "platform", facts.version["platform"]);
  json.member("insecure", facts.insecure).member("in_cluster", facts.in_cluster);
  if (facts.clock_skew_seconds) json.member("clock_skew_seconds", *facts.clock_skew_seconds);
}

}  // namespace

std::string cluster_document(const KubeClusterFacts& facts) {
  JsonWriter json;
  json.begin_object();
  write_server(json, facts);
  put_words(json, "namespaces", facts.namespaces);
  json.key("rights").begin_object();
  for (const auto& [resource, right] : facts.rights) json.member(resource, to_word(right));
  json.end_object();
  put_words(json, "not_served", facts.not_served);
  json.key("nodes").begin_array();
  for (std::size_t i = 0; i < std::min(facts.nodes.size(), k_max_nodes); ++i) write_node(json, facts.nodes[i]);
  json.end_array();
  write_webhooks(json, facts.mutating_webhooks);
  json.member("pods", facts.pods).member("gateways", facts.gateways).end_object();
  return json.take();
}

void report_cluster(const KubeClusterFacts& facts, RawSink& sink) {
  RawHeader header =
      raw_header(SafeName("kubernetes"), Role::cluster, Format::json, std::nullopt, Literal("environment"));
  if (facts.several_clusters) header.parts.emplace_back(RawText(facts.context));
  header.parts.emplace_back(Literal("cluster.json"));
  const auto entry = sink.open(std::move(header));
  entry->write(RawBytes(cluster_document(facts)));
  entry->finish(RawOutcome::complete());
}

}  // namespace sgw::collector
