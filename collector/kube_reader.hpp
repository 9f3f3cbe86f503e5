#pragma once

#include "collector/kube_api.hpp"
#include "collector/kube_kinds.hpp"
#include "collector/kube_rights.hpp"

#include <sgw_diag/source.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

// Reads objects of the table of kinds from one cluster. Looks at the rights first, and says once for each kind and
// namespace what could not be read and what the diagnosis lacks without it. A list takes a part of the time that is
// left at most, and each time that the server kept silent about its kind a smaller one. One thread.
class KubeReader {
 public:
  KubeReader(KubeApi& api, bool secrets, const CollectContext& context, RawSink& sink)
      : api_(api), secrets_(secrets), context_(context), deadline_(context.deadline), sink_(sink) {}

  // What is read from now on takes one part of so many, at most, of the time that the run has left.
  void take_part_of_time(std::int64_t parts) { deadline_ = context_.deadline.capped(context_.deadline.left() / parts); }

  // All objects of a kind in `ns`; "" means all namespaces, or the cluster's own. `query` such as "labelSelector=…".
  // False when the list is not whole; what came is with `take` all the same.
  bool list(const KubeKind& kind, const std::string& ns, const KubeApi::Take& take, const std::string& query = "");

  // The object of that name, asked for once; an empty reader when it is not there, nothing when that could not be read.
  // A list of one: who may list needs no further right.
  std::optional<JsonReader> find(const KubeKind& kind, const std::string& ns, const std::string& name);

  // The object of a kind that is asked for by name, whose right is asked for first; an empty reader when it is not
  // there, nothing when that could not be read.
  std::optional<JsonReader> get(const KubeKind& kind, const std::string& ns, const std::string& name);

  // Whether it may be read; says so when not.
  bool may(const KubeKind& kind, const std::string& ns);
  // There are more than are held: what is there is not all.
  void say_cut(const KubeKind& kind, const std::string& ns);

  // For cluster.json. The least right of all namespaces for each resource.
  std::map<std::string, KubeRight> all_rights() const;
  std::vector<std::string> not_served() const { return {not_served_.begin(), not_served_.end()}; }

  KubeApi& api() { return api_; }
  bool with_secrets() const { return secrets_; }  // their metadata

 private:
  const KubeRights& rights(const KubeKind& kind, const std::string& ns);
  bool may_get(const KubeKind& kind, const std::string& ns, const std::string& name);
  std::string path(const KubeKind& kind, const std::string& ns);
  CollectContext share(std::int64_t part) const;
  CollectContext share_of(const KubeKind& kind) const;
  void lack(const KubeKind& kind, const std::string& ns, Literal what, const std::string& words);
  void say(const KubeKind& kind, const std::string& subject, Literal what, const std::string& words);
  void fail(const KubeKind& kind, const std::string& subject, const KubeFailure& failure);

  KubeApi& api_;
  bool secrets_;
  const CollectContext& context_;
  Deadline deadline_;
  RawSink& sink_;
  std::map<std::string, KubeRights> rights_;  // by namespace
  std::optional<KubeRights> of_cluster_;
  std::map<std::string, KubeRight> of_objects_;             // the least of those by name, by full name of the kind
  std::set<std::pair<const KubeKind*, std::string>> said_;  // with the subject
  std::set<std::string> not_served_;
  std::map<const KubeKind*, int> silences_;
  std::map<std::string, std::optional<JsonReader>> found_;  // by path and name
};

// A copy that does not keep the page alive on which the object came.
JsonReader detached(const JsonReader& object);

}  // namespace sgw::collector
