#pragma once

#include <sgw_diag/safe_text.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// One kind of object that the collector reads. The one table that discovery, reading, rights check, plan and RBAC text
// are made from: what is not in it is never asked for.
struct KubeKind {
  Literal name = "";                         // for people: "pods"
  std::string_view group;                    // "" for the core
  std::array<std::string_view, 3> versions;  // the best first; empty ones fill up
  std::string_view resource;                 // "pods", "pods/log"
  std::string_view verb;                     // "list", "get"
  bool namespaced = true;
  bool optional = false;    // its lack is no gap: metrics, mesh marks
  Literal costs = "";       // what the diagnosis lacks without it
  bool on_request = false;  // only with --read-secret-metadata, and then as metadata alone
  bool by_name = false;     // each object that is named somewhere, by a request and a right of its own
};

// What an operator may do with a kind; unknown when the server does not tell.
enum class KubeRight { allowed, denied, unknown };

std::span<const KubeKind> kube_kinds();
// The first row of a resource that is in the table.
const KubeKind& kube_kind(std::string_view resource);
// Where two groups have a resource of that name: "metrics.k8s.io", "pods".
const KubeKind& kube_kind(std::string_view group, std::string_view resource);
// The Secrets of Helm's releases, which are listed; the others are asked for by name.
const KubeKind& kube_kind_of_releases();

}  // namespace sgw::collector
