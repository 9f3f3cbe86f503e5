#pragma once

#include "tests/support/kube_path.hpp"
#include "tests/support/kube_recording.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

// Who asks the replayed API server.
enum class KubeIdentity {
  admin,
  limited,    // a service account that may get and list the pods of sgw-healthy
  anonymous,  // no credential at all
  bad_token,  // one that the server does not know
};

// What the identities may do, in the words of a real server.
class KubeRights {
 public:
  // Takes something from the admin: "pods/log" or "events", in every namespace or in one.
  void deny(std::string resource, std::string ns = {});

  bool may(KubeIdentity who, const std::string& verb, const std::string& resource, const std::string& ns) const;
  bool may(KubeIdentity who, const KubePath& path) const;
  // The 403 to a request that is refused.
  static KubeAnswer refusal(KubeIdentity who, const KubePath& path);
  // The answer to a SelfSubjectAccessReview or SelfSubjectRulesReview.
  KubeAnswer review(KubeIdentity who, const KubePath& path, std::string_view body) const;

 private:
  struct Denied {
    std::string resource;
    std::string ns;
  };
  std::vector<Denied> denied_;
};

}  // namespace sgw::test
