#include "collector/kube_plan.hpp"

#include "collector/engine_address.hpp"
#include "collector/kube_config.hpp"
#include "collector/kube_kinds.hpp"
#include "collector/kube_log.hpp"
#include "collector/kube_secret_metadata.hpp"
#include "collector/status_report.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::uint64_t k_kib = 1024;
constexpr std::uint64_t k_log_bytes = 2048 * k_kib;
constexpr std::uint64_t k_line_bytes = 200;
constexpr std::string_view k_each_namespace = "<namespace>";  // of a gateway that is found in all of them

// Gateways are looked for among these, in all places that were named; the rest is read where there are any.
constexpr std::array<std::string_view, 4> k_of_finder{"pods", "deployments", "statefulsets", "daemonsets"};
// Read one by one.
constexpr std::array<std::string_view, 2> k_by_name{"configmaps", "nodes"};

template <std::size_t Size>
bool is_in(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string group_path(const KubeKind& kind) {
  const std::string version = kind.versions[1].empty() ? std::string(kind.versions[0]) : "<version>";
  return kind.group.empty() ? "/api/" + version : "/apis/" + std::string(kind.group) + "/" + version;
}

std::string right_to(const KubeKind& kind, const std::string& ns) {
  std::string text = std::string(kind.verb) + " " + std::string(kind.resource);
  if (!kind.group.empty()) text += "." + std::string(kind.group);
  if (!kind.namespaced) return text + " of the cluster";
  return text + (ns == k_each_namespace || ns.empty() ? " in all namespaces" : " in namespace " + ns);
}

// Of a list, for a namespace of some twenty pods.
std::uint64_t list_bytes(const KubeKind& kind) {
  if (is_in(k_by_name, kind.resource)) return 4 * k_kib;
  if (kind.resource == "pods" && kind.group.empty()) return 200 * k_kib;
  return is_in(k_of_finder, kind.resource) || kind.resource == "replicasets" ? 100 * k_kib : 20 * k_kib;
}

PlannedCall row_of(const KubeKind& kind, const std::string& ns, std::string target) {
  PlannedCall row{"kubernetes", "GET", std::move(target), right_to(kind, ns), std::string(kind.costs.view()),
                  "once",       0};
  return row;
}

PlannedCall list_row(const KubeKind& kind, const std::string& ns, const Selection& selection) {
  std::string target = group_path(kind);
  if (kind.namespaced && !ns.empty()) target += "/namespaces/" + ns;
  target += "/" + std::string(kind.resource) + "?";
  if (is_in(k_by_name, kind.resource)) target += "fieldSelector=metadata.name%3D<name>&";
  if (is_in(k_of_finder, kind.resource) && !selection.label_selector.empty()) {
    const std::string selector = "labelSelector=" + kube_segment(selection.label_selector) + "&";
    target += kind.resource == "pods" ? selector : "[" + selector + "]";
  }
  if (&kind == &kube_kind_of_releases()) target += "labelSelector=" + std::string(k_release_selector) + "&";
  PlannedCall row = row_of(kind, ns, target + "limit=<page>[&continue=<next>]");
  row.bytes = list_bytes(kind);
  if (kind.resource == "nodes") row.times = "each node with a gateway";
  if (kind.resource == "configmaps") row.times = "each ConfigMap that a gateway names";
  return row;
}

// The code's own path, with its places as they are meant to be read.
std::string with_places(std::string path) {
  for (const auto& [code, sign] : {std::pair("%3C", '<'), std::pair("%3E", '>')}) {
    for (std::size_t at = path.find(code); at != std::string::npos; at = path.find(code, at + 1)) {
      path.replace(at, 3, 1, sign);
    }
  }
  return path;
}

// A log that takes too long is asked for its newest lines as well.
std::string log_pattern(const std::string& ns, bool previous, const Selection& selection) {
  const PodLog log{ns, "<pod>", "<container>", previous, true};
  const std::string since = "&sinceTime=<time>";
  return with_places(pod_log_path(log, {})) + (selection.tail ? "&tailLines=<lines>" : "[&tailLines=<lines>]") +
         (selection.since ? since : "[" + since + "]");
}

void add_log_rows(const Selection& selection, const std::string& ns, std::uint64_t limit_of_log,
                  std::vector<PlannedCall>& rows) {
  for (const bool previous : {false, true}) {
    PlannedCall row = row_of(kube_kind("pods/log"), ns, log_pattern(ns, previous, selection));
    row.times = previous ? "each container of a gateway's pod that was restarted" : "each container of a gateway's pod";
    row.bytes = std::min(limit_of_log, selection.tail ? *selection.tail * k_line_bytes : k_log_bytes);
    row.at_most = limit_of_log;
    rows.push_back(std::move(row));
  }
}

void add_secret_row(const std::string& ns, std::vector<PlannedCall>& rows) {
  const KubeKind& kind = kube_kind("secrets");
  PlannedCall row = row_of(kind, ns, group_path(kind) + "/namespaces/" + ns + "/secrets/<name>");
  row.right += ", each by its name; it is asked for as metadata alone";
  row.times = "each Secret that a gateway's pod names";
  row.bytes = 4 * k_kib;
  rows.push_back(std::move(row));
}

void add_status_rows(const std::string& ns, std::vector<PlannedCall>& rows) {
  const std::string proxy = "/api/v1/namespaces/" + ns + "/pods/<pod>:<port>/proxy";
  for (const std::string& path : {std::string(k_status_path), std::string("/<no such path>")}) {
    PlannedCall row = row_of(kube_kind("pods/proxy"), ns, proxy + path);
    row.times = "each gateway that runs";
    row.bytes = k_kib;
    rows.push_back(std::move(row));
  }
}

void add_reviews(const std::string& ns, std::vector<PlannedCall>& rows) {
  for (const char* review : {"selfsubjectrulesreviews", "selfsubjectaccessreviews"}) {
    const bool rules = review == std::string_view("selfsubjectrulesreviews");
    if (rules && ns.empty()) continue;
    rows.push_back({"kubernetes", "POST", "/apis/authorization.k8s.io/v1/" + std::string(review),
                    "none beyond being logged in", "what may be read is found out by trying",
                    rules ? "each namespace" : "each kind", k_kib});
  }
}

void add_once(const std::vector<PlannedCall>& more, std::vector<PlannedCall>& rows) {
  for (const PlannedCall& row : more) {
    const bool known = std::any_of(rows.begin(), rows.end(), [&row](const PlannedCall& other) {
      return other.source == row.source && other.verb == row.verb && other.target == row.target;
    });
    if (!known) rows.push_back(row);
  }
}

std::vector<PlannedCall> calls_in(const Selection& selection, const std::string& scope, std::uint64_t limit_of_log) {
  const std::string ns = scope.empty() ? std::string(k_each_namespace) : scope;
  std::vector<PlannedCall> rows;
  add_reviews(ns, rows);
  for (const KubeKind& kind : kube_kinds()) {
    if (kind.on_request && !selection.read_secret_metadata) continue;
    if (kind.verb != "list") continue;
    const bool finder = kind.group != "metrics.k8s.io" && is_in(k_of_finder, kind.resource);
    rows.push_back(list_row(kind, finder ? scope : ns, selection));
  }
  if (selection.read_secret_metadata) add_secret_row(ns, rows);
  add_log_rows(selection, ns, limit_of_log, rows);
  if (selection.probes) add_status_rows(ns, rows);
  return rows;
}

}  // namespace

std::vector<PlannedCall> kube_calls(const Selection& selection, const std::vector<std::string>& namespaces,
                                    std::uint64_t limit_of_log) {
  std::vector<PlannedCall> rows;
  for (const char* path : {"/version", "/api", "/apis"}) {
    rows.push_back({"kubernetes", "GET", path, "none beyond being logged in", "the cluster is not read", "once",
                    path == std::string_view("/apis") ? 8 * k_kib : k_kib});
  }
  const std::vector<std::string> scopes = namespaces.empty() ? std::vector<std::string>{""} : namespaces;
  for (const std::string& scope : scopes) add_once(calls_in(selection, scope, limit_of_log), rows);
  return rows;
}

void plan_kubernetes(const Selection& selection, std::uint64_t limit_of_log, Preview& preview) {
  const auto note = [&preview](const std::string& who, RawError error) {
    preview.notes.push_back({who + " is not asked: " + std::string(error.what.view()), std::move(error.subject)});
  };
  auto contexts = kube_contexts({selection.kubeconfig, selection.contexts}, process_environment);
  if (!contexts) return note("Kubernetes", std::move(contexts).error());
  for (KubeContext& context : *contexts) {
    if (!context.access) {
      note(contexts->size() > 1 ? "Cluster " + context.name : "Kubernetes", std::move(context.access).error());
      continue;
    }
    const KubeAccess& access = *context.access;
    PlannedCluster cluster{access.context, access.server, {}, access.file.empty()};
    if (!selection.all_namespaces) {
      cluster.namespaces = selection.namespaces.empty() ? std::vector{access.ns} : selection.namespaces;
    }
    std::vector<PlannedCall> rows;
    if (access.user.exec) {
      rows.push_back({"kubernetes", "run", access.user.exec->command, "to run it", "the cluster is not read",
                      "once, and when its credential expires", 0});
    }
    const auto calls = kube_calls(selection, cluster.namespaces, limit_of_log);
    rows.insert(rows.end(), calls.begin(), calls.end());
    add_once(rows, preview.calls);
    preview.clusters.push_back(std::move(cluster));
  }
}

}  // namespace sgw::collector
