#pragma once

#include "collector/kube_kinds.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// What was learnt of a cluster as a whole. Absent documents are empty readers.
struct KubeClusterFacts {
  std::string context;
  std::string server;  // its address
  JsonReader version;  // GET /version
  bool insecure = false;
  bool in_cluster = false;
  std::optional<std::int64_t> clock_skew_seconds;  // this host is ahead by so much
  std::vector<std::string> namespaces;             // that were looked in
  std::map<std::string, KubeRight> rights;         // by resource: "pods/log"; the least of all namespaces
  std::vector<std::string> not_served;             // resources that the server does not know
  std::vector<JsonReader> nodes;                   // those that pods of gateways run on
  std::vector<JsonReader> mutating_webhooks;       // MutatingWebhookConfigurations
  std::string problem;                             // why nothing could be read of it; empty: it answered
  std::int64_t pods = 0;                           // looked at
  std::int64_t gateways = 0;                       // found
  bool several_clusters = false;                   // the file then lies in a folder of the context's name
};

// The document of cluster.json (ARCHITECTURE.md, "Facts").
std::string cluster_document(const KubeClusterFacts& facts);

// Writes it: environment/cluster.json, of several clusters environment/<context>/cluster.json.
void report_cluster(const KubeClusterFacts& facts, RawSink& sink);

}  // namespace sgw::collector
