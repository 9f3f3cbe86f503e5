#pragma once

#include "collector/kube_api.hpp"
#include "collector/kube_kinds.hpp"

#include <sgw_diag/source.hpp>

#include <map>
#include <string>

namespace sgw::collector {

// What the operator may read in one namespace, in all of them, or of the cluster's own objects. Asked for before
// anything is read: a SelfSubjectRulesReview for the namespace, and a SelfSubjectAccessReview for each kind that it
// does not decide (it need not know all authorizers). A server that answers neither leaves all unknown, which counts as
// allowed: only the try tells.
class KubeRights {
 public:
  // Of kinds that lie in namespaces; `ns` empty: in all of them.
  static KubeRights ask(KubeApi& api, const std::string& ns, bool secrets, const CollectContext& context);
  // Of kinds that do not.
  static KubeRights ask_of_cluster(KubeApi& api, const CollectContext& context);
  // Of one object of a kind that is asked for by name, which the others leave out.
  static KubeRight ask_of_object(KubeApi& api, const KubeKind& kind, const std::string& ns, const std::string& name,
                                 const CollectContext& context);

  KubeRight of(const KubeKind& kind) const;
  bool may(const KubeKind& kind) const { return of(kind) != KubeRight::denied; }

 private:
  void review(KubeApi& api, const std::string& ns, const CollectContext& context);

  std::map<const KubeKind*, KubeRight> rights_;  // by row of the table
};

// Whether the rules of a SelfSubjectRulesReview's status grant it; unknown when they cannot tell (they may be
// incomplete, or grant single objects).
KubeRight right_by_rules(const JsonReader& status, const KubeKind& kind);

// The request for one kind, or for one object of it; exactly as the API has it.
std::string access_review(const KubeKind& kind, const std::string& ns, const std::string& name = {});

}  // namespace sgw::collector
