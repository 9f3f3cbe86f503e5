#pragma once

#include <sgw_diag/collector.hpp>
#include <sgw_diag/raw.hpp>
#include <sgw_diag/resource.hpp>
#include <sgw_diag/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// One kind of call that a run makes. Source, verb and target are those of the manifest's `calls`; in the target stands
// <pod> or its like for what is known only at run time (anything without "/", "?" and "&"), [in brackets] what may be
// there or not, and "…" at the end for anything. Strings are raw: they may quote what was typed, and reach output only
// through the gate.
struct PlannedCall {
  std::string source;
  std::string verb;
  std::string target;
  std::string right;          // needed for it: "list pods in namespace apim"
  std::string without;        // what the diagnosis lacks without it
  std::string times;          // "once", "each gateway"
  std::uint64_t bytes = 0;    // an estimate of what one such call brings
  std::uint64_t at_most = 0;  // 0: no limit but the run's own
};

// A cluster as the kubeconfig names it.
struct PlannedCluster {
  std::string context;
  std::string server;
  std::vector<std::string> namespaces;  // empty: all
  bool from_inside = false;             // by the service account of the pod that this runs in
};

// What will not be read, and why.
struct PreviewNote {
  std::string text;  // raw as well: it may quote a path
  RawText subject;
};

// What a run with a selection would do. Nothing is asked for it: of the files named, only whether they are there and
// how large they are is looked at, and of the kubeconfig which cluster and namespace it names.
struct Preview {
  std::vector<PlannedCall> calls;
  std::vector<PlannedCluster> clusters;
  std::vector<PreviewNote> notes;
};

// The same checks as make_plan. `limit_of_log` in bytes: --max-log-size.
Result<Preview> preview(const ResourceStore& store, Selection selection, std::uint64_t limit_of_log);

// Who gets the rights: "user:NAME", "group:NAME", "serviceaccount:NAMESPACE/NAME". Nothing for anything else.
bool is_rbac_subject(std::string_view text);

struct RbacOptions {
  bool probes = true;    // with the pod proxy, by which status endpoints are asked
  bool secrets = false;  // with the Secrets that pods name, by names to fill in
};

// The least rights for what `clusters` are asked, as YAML for `kubectl apply -f -`: get and list only. `subject` empty:
// a name to fill in.
std::string rbac_yaml(const std::vector<PlannedCluster>& clusters, std::string_view subject,
                      const RbacOptions& options);

}  // namespace sgw::collector
