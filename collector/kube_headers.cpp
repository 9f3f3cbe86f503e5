#include "collector/kube_headers.hpp"

#include "collector/basic_authorization.hpp"
#include "collector/kube_api.hpp"
#include "collector/percent_encoding.hpp"
#include "collector/registry_headers.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace sgw::collector {

namespace {

// What may stand in a header's name (RFC 9110), except '%', which marks what may not.
bool is_plain_in_name(char c) {
  constexpr std::string_view others = "!#$&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

// Takes the next piece between slashes.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

// What stands behind the word in a path that is of Secrets: a name, or an empty text for a list.
std::optional<std::string_view> name_of_secret(std::string_view path) {
  path = path.substr(0, path.find('?'));
  if (!path.starts_with("/api/")) return std::nullopt;
  take_segment(path);  // api
  take_segment(path);  // v1
  std::string_view resource = take_segment(path);
  if (resource == "watch") resource = take_segment(path);
  if (resource == "namespaces") {
    take_segment(path);  // its name
    resource = take_segment(path);
  }
  if (resource != "secrets") return std::nullopt;
  return take_segment(path);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> identity_headers(const KubeUser& user,
                                                                  const KubeCredential& credential) {
  std::vector<std::pair<std::string, std::string>> headers;
  if (!credential.token.empty()) {
    headers.emplace_back("Authorization", "Bearer " + credential.token);
  } else if (!credential.username.empty()) {
    headers.emplace_back("Authorization", basic_authorization(credential.username + ":" + credential.password));
  }
  if (!user.impersonate.empty()) headers.emplace_back("Impersonate-User", user.impersonate);
  if (!user.impersonate_uid.empty()) headers.emplace_back("Impersonate-Uid", user.impersonate_uid);
  for (const std::string& group : user.impersonate_groups) headers.emplace_back("Impersonate-Group", group);
  for (const auto& [key, value] : user.impersonate_extra) {
    headers.emplace_back("Impersonate-Extra-" + percent_encoded(key, is_plain_in_name), value);
  }
  return headers;
}

bool is_of_secrets(std::string_view path) { return name_of_secret(path).has_value(); }

std::string accepted_types(std::string_view path) {
  const auto secret = name_of_secret(path);
  if (!secret) return "application/json, */*";
  // One of them alone: an API server refuses an object as a list before it looks at what else would do.
  const std::string list = secret->empty() ? "List" : "";
  return "application/json;as=PartialObjectMetadata" + list + ";v=v1;g=meta.k8s.io";
}

std::string recorded_path(std::string_view path) {
  std::string result;
  constexpr std::string_view name = "continue=";
  for (std::size_t at = path.find(name); at != std::string_view::npos; at = path.find(name)) {
    const std::size_t from = at + name.size();
    result.append(path.substr(0, from)).append("…");
    path.remove_prefix(std::min(path.size(), path.find('&', from)));
  }
  return result.append(path);
}

std::string kube_segment(std::string_view text) { return query_value(text); }

}  // namespace sgw::collector
