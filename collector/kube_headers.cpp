#include "collector/kube_headers.hpp"

#include "collector/basic_authorization.hpp"
#include "collector/kube_api.hpp"
#include "collector/registry_headers.hpp"

#include <algorithm>
#include <cstddef>

namespace sgw::collector {

namespace {

// What may stand in a header's name (RFC 9110), except '%', which marks what may not.
bool is_plain_in_name(char c) {
  constexpr std::string_view others = "!#$&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

std::string name_part(std::string_view key) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : key) {
    if (is_plain_in_name(c)) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += digits[byte >> 4U];
    result += digits[byte & 15U];
  }
  return result;
}

// Takes the next piece between slashes.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
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
    headers.emplace_back("Impersonate-Extra-" + name_part(key), value);
  }
  return headers;
}

bool is_of_secrets(std::string_view path) {
  path = path.substr(0, path.find('?'));
  if (!path.starts_with("/api/")) return false;
  take_segment(path);  // api
  take_segment(path);  // v1
  std::string_view resource = take_segment(path);
  if (resource == "watch") resource = take_segment(path);
  if (resource == "namespaces") {
    take_segment(path);  // its name
    resource = take_segment(path);
  }
  return resource == "secrets";
}

std::string accepted_types(std::string_view path) {
  if (!is_of_secrets(path)) return "application/json, */*";
  return "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io, "
         "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
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
