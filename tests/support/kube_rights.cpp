#include "tests/support/kube_rights.hpp"

#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <utility>

namespace sgw::test {

namespace {

std::string resource_of(const KubePath& path) {
  const std::string sub = path.subresource.substr(0, path.subresource.find('/'));
  return sub.empty() ? path.resource : path.resource + "/" + sub;
}

std::string name_of(KubeIdentity who) {
  return who == KubeIdentity::anonymous ? "system:anonymous" : "system:serviceaccount:sgw-healthy:sgw-diag-limited";
}

KubeAnswer created(const std::string& kind, const std::string& spec, const std::string& status) {
  return {.status = 201,
          .body = R"({"kind":")" + kind +
                  R"(","apiVersion":"authorization.k8s.io/v1","metadata":{"creationTimestamp":null},"spec":)" + spec +
                  R"(,"status":)" + status + "}"};
}

}  // namespace

void KubeRights::deny(std::string resource, std::string ns) { denied_.push_back({std::move(resource), std::move(ns)}); }

bool KubeRights::may(KubeIdentity who, const std::string& verb, const std::string& resource,
                     const std::string& ns) const {
  if (who == KubeIdentity::limited) {
    return (verb == "get" || verb == "list") && resource == "pods" && ns == "sgw-healthy";
  }
  return who == KubeIdentity::admin && std::none_of(denied_.begin(), denied_.end(), [&](const Denied& one) {
           return one.resource == resource && (one.ns.empty() || one.ns == ns);
         });
}

bool KubeRights::may(KubeIdentity who, const KubePath& path) const {
  if (path.resource.empty()) return who != KubeIdentity::anonymous || path.path == "/version";
  return may(who, path.verb(), resource_of(path), path.ns);
}

KubeAnswer KubeRights::refusal(KubeIdentity who, const KubePath& path) {
  std::string message = path.resource;
  if (!path.name.empty()) message += " \"" + path.name + "\"";
  message += " is forbidden: User \"" + name_of(who) + "\" cannot " + path.verb() + " resource \"" + resource_of(path) +
             "\" in API group \"" + path.group + "\"";
  message += path.ns.empty() ? " at the cluster scope" : " in the namespace \"" + path.ns + "\"";
  return kube_status(403, "Forbidden", message);
}

KubeAnswer KubeRights::review(KubeIdentity who, const KubePath& path, std::string_view body) const {
  const JsonReader review = JsonReader::parse(body).value_or(JsonReader());
  const JsonReader spec = review["spec"];
  if (!spec.is_object()) return kube_status(400, "BadRequest", "the object provided is unrecognized");
  if (path.resource == "selfsubjectrulesreviews") {
    // Rules that grant everything but something cannot be written: then each kind is asked for.
    if (who == KubeIdentity::admin && !denied_.empty()) {
      return created("SelfSubjectRulesReview", "{}", R"({"resourceRules":[],"nonResourceRules":[],"incomplete":true})");
    }
    const std::string rules = who == KubeIdentity::admin
                                  ? R"({"verbs":["*"],"apiGroups":["*"],"resources":["*"]})"
                                  : R"({"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]})";
    const bool none = who == KubeIdentity::limited && spec["namespace"].text_or("") != "sgw-healthy";
    return created(
        "SelfSubjectRulesReview", "{}",
        R"({"resourceRules":[)" + (none ? std::string() : rules) + R"(],"nonResourceRules":[],"incomplete":false})");
  }
  const JsonReader asked = spec["resourceAttributes"];
  std::string resource = asked["resource"].text_or("");
  if (const std::string sub = asked["subresource"].text_or(""); !sub.empty()) resource += "/" + sub;
  const bool allowed = may(who, asked["verb"].text_or(""), resource, asked["namespace"].text_or(""));
  return created("SelfSubjectAccessReview", spec.dump(), allowed ? R"({"allowed":true})" : R"({"allowed":false})");
}

}  // namespace sgw::test
