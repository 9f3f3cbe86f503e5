#pragma once

#include "collector/kube_api.hpp"
#include "collector/kube_kinds.hpp"
#include "collector/kube_rights.hpp"

#include <sgw_diag/source.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace sgw::collector {

// Reads objects of the table of kinds from one cluster. Looks at the rights first, and says once for each kind and
// namespace what could not be read and what the diagnosis lacks without it. One thread.
class KubeReader {
 public:
  KubeReader(KubeApi& api, bool secrets, const CollectContext& context, RawSink& sink)
      : api_(api), secrets_(secrets), context_(context), sink_(sink) {}

  // All objects of a kind in `ns`; "" means all namespaces, or the cluster's own. `query` such as "labelSelector=…".
  // False when the list is not whole; what came is with `take` all the same.
  bool list(std::string_view resource, const std::string& ns, const KubeApi::Take& take, const std::string& query = "");

  // One object, asked for once; an empty reader when it is not there or may not be read.
  JsonReader get(std::string_view resource, const std::string& ns, const std::string& name);

  bool may(std::string_view resource, const std::string& ns) { return rights(ns).may(kube_kind(resource)); }
  const KubeRights& rights(const std::string& ns);

  // For cluster.json. The worst answer of all namespaces for each resource.
  std::map<std::string_view, KubeRight> all_rights() const;
  const std::set<std::string_view>& not_served() const { return not_served_; }

  KubeApi& api() { return api_; }

 private:
  struct Place {
    std::string path;  // of the kind's objects
    bool there = false;
  };
  Place place(const KubeKind& kind, const std::string& ns);
  JsonReader ask(const KubeKind& kind, const std::string& ns, const std::string& name);
  bool is_denied(const KubeKind& kind, const std::string& ns);
  void gap(const KubeKind& kind, const std::string& ns, Literal what, const std::string& words);
  void fail(const KubeKind& kind, const std::string& ns, const KubeFailure& failure);

  KubeApi& api_;
  bool secrets_;
  const CollectContext& context_;
  RawSink& sink_;
  std::map<std::string, KubeRights> rights_;
  std::set<std::pair<std::string_view, std::string>> said_;
  std::set<std::string_view> not_served_;
  std::map<std::string, JsonReader> objects_;  // by kind, namespace and name
};

// A copy that does not keep the page alive on which the object came.
JsonReader detached(const JsonReader& object);

}  // namespace sgw::collector
