#include "collector/kube_messages.hpp"

#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_looked_at = 8192;  // of a message

struct Sign {
  std::string_view words;  // in lower case
  std::string_view problem;
};

// The first sign in `text` decides.
std::string first_of(std::span<const Sign> signs, std::string_view text) {
  const std::string small = lower(text.substr(0, k_max_looked_at));
  const auto found = std::find_if(signs.begin(), signs.end(),
                                  [&small](const Sign& sign) { return small.find(sign.words) != std::string::npos; });
  return std::string(found == signs.end() ? "unknown" : found->problem);
}

// Registries answer a refused reader with "not found or no access" as well: what speaks of access comes first, but a
// plain "not found" of a manifest is told before the hint that a login may be needed.
constexpr std::array k_pull_signs{
    Sign{"toomanyrequests", "rate-limit"},
    Sign{"too many requests", "rate-limit"},
    Sign{"pull rate limit", "rate-limit"},
    Sign{"no match for platform", "architecture"},
    Sign{"no matching manifest", "architecture"},
    Sign{"does not match the specified platform", "architecture"},
    Sign{"no image found in manifest list for architecture", "architecture"},
    Sign{"no image found in image index for architecture", "architecture"},
    Sign{"exec format error", "architecture"},
    Sign{"manifest unknown", "tag-missing"},
    Sign{"manifest_unknown", "tag-missing"},
    Sign{"name unknown", "tag-missing"},
    Sign{"unauthorized", "auth"},
    Sign{"authentication required", "auth"},
    Sign{"no basic auth credentials", "auth"},
    Sign{"authorization failed", "auth"},
    Sign{"access denied", "auth"},
    Sign{"access to the resource is denied", "auth"},
    Sign{"requested access to the resource", "auth"},
    Sign{"may require authorization", "auth"},
    Sign{"may require 'docker login'", "auth"},
    Sign{"aka.ms/acr/firewall", "network"},  // "denied: client with IP '…' is not allowed access"
    Sign{"403 forbidden", "auth"},
    Sign{"401 unauthorized", "auth"},
    Sign{"failed to do request", "network"},
    Sign{"dial tcp", "network"},
    Sign{"i/o timeout", "network"},
    Sign{"no such host", "network"},
    Sign{"server misbehaving", "network"},
    Sign{"connection refused", "network"},
    Sign{"connection reset", "network"},
    Sign{"tls handshake", "network"},
    Sign{"x509:", "network"},
    Sign{"proxyconnect", "network"},
    Sign{"deadline exceeded", "network"},
    Sign{"client.timeout exceeded", "network"},
    Sign{"network is unreachable", "network"},
    Sign{"no route to host", "network"},
    Sign{"registry is unavailable", "network"},
    Sign{"failed to fetch oauth token", "auth"},  // behind what says that the token's server was not reached
    Sign{"failed to fetch anonymous token", "auth"},
    Sign{"not found", "tag-missing"},
};

constexpr std::array k_creation_signs{
    Sign{"exceeded quota", "quota"},
    Sign{"failed quota", "quota"},
    Sign{"limited by quota", "quota"},
    Sign{"error looking up service account", "service-account"},
    Sign{"serviceaccount \"", "service-account"},
    Sign{"admission webhook", "admission"},
    Sign{"failed calling webhook", "admission"},
    Sign{"violates podsecurity", "admission"},
    Sign{"validatingadmissionpolicy", "admission"},
    Sign{"denied the request", "admission"},
    Sign{"unable to validate against any security context constraint", "admission"},
    Sign{"unable to validate against any pod security policy", "admission"},
    Sign{"podsecuritypolicy", "admission"},
    Sign{"maximum memory usage per", "admission"},  // a LimitRange
    Sign{"minimum memory usage per", "admission"},
    Sign{"maximum cpu usage per", "admission"},
    Sign{"minimum cpu usage per", "admission"},
};

constexpr std::array k_volume_signs{
    Sign{"unbound", "unbound"},
    Sign{"find available persistent volumes", "unbound"},
    Sign{"permission denied", "permission"},
    Sign{"access denied", "permission"},
    Sign{"operation not permitted", "permission"},
    Sign{"forbidden", "permission"},  // of a cloud's API: a key vault, a disk
    Sign{"authorizationfailed", "permission"},
    Sign{"does not have authorization", "permission"},
    Sign{"multi-attach", "attach"},
    Sign{"not found", "not-found"},
    Sign{"no such file or directory", "not-found"},
    Sign{"not exist", "not-found"},
    Sign{"references non-existent", "not-found"},
    Sign{"couldn't find key", "not-found"},
    Sign{"attachvolume.", "attach"},
};

// What stands between the first pair of double quotes behind `from`.
std::string quoted(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find('"', from);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find('"', begin + 1);
  return end == std::string_view::npos ? std::string() : std::string(text.substr(begin + 1, end - begin - 1));
}

std::string word(std::string_view text, std::size_t from) {
  if (from >= text.size()) return {};
  const std::string_view rest = text.substr(from);
  return std::string(rest.substr(0, rest.find_first_of(" ,;:\"\n")));
}

}  // namespace

std::string image_pull_problem(std::string_view reason, std::string_view message) {
  if (reason == "ErrImageNeverPull") return "never";
  const std::string problem = first_of(k_pull_signs, message);
  return problem == "unknown" && reason == "RegistryUnavailable" ? "network" : problem;
}

ConfigProblem config_problem(std::string_view message) {
  ConfigProblem found;
  message = message.substr(0, k_max_looked_at);
  const std::string small = lower(message);
  // "couldn't find key KEY in Secret NAMESPACE/NAME", "... in ConfigMap NAMESPACE/NAME"
  constexpr std::string_view k_key = "find key ";
  if (const std::size_t key = small.find(k_key); key != std::string::npos) {
    found.key = word(message, key + k_key.size());
    for (const std::string_view kind : {"secret", "configmap"}) {
      const std::size_t place = small.find(" in " + std::string(kind) + " ", key);
      if (place == std::string::npos) continue;
      found.kind = kind;
      found.problem = "missing-key";
      const std::string object = word(message, place + kind.size() + 5);
      found.name = object.substr(object.rfind('/') + 1);
    }
    return found;
  }
  if (small.find("not found") == std::string::npos) return found;
  for (const std::string_view kind : {"secret", "configmap"}) {
    for (const std::string& noun : {std::string(kind), std::string(kind) + "s"}) {  // as the API calls it: secrets "x"
      const std::size_t place = small.find(noun + " \"");
      if (place == std::string::npos || !found.kind.empty()) continue;
      found.kind = kind;
      found.name = quoted(message, place);
      found.problem = "missing-object";
    }
  }
  return found;
}

std::string creation_failure(std::string_view message) { return first_of(k_creation_signs, message); }

std::string volume_problem(std::string_view reason, std::string_view message) {
  const std::string problem = first_of(k_volume_signs, message);
  return problem == "unknown" && reason == "FailedAttachVolume" ? "attach" : problem;
}

// "Readiness probe failed: …", "Liveness probe errored: …", "Startup probe failed: …"; others may say it in the middle.
// What a probe printed stands behind, and may speak of another.
std::string failed_probe(std::string_view message) {
  const std::string small = lower(message.substr(0, k_max_looked_at));
  std::string_view found;
  std::size_t first = std::string::npos;
  for (const std::string_view probe : {"readiness", "liveness", "startup"}) {
    const std::size_t place = small.find(std::string(probe) + " probe");
    if (place < first) found = probe;
    first = std::min(first, place);
  }
  return std::string(found);
}

}  // namespace sgw::collector
