#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::test {

using KubeQuery = std::vector<std::pair<std::string, std::string>>;  // decoded

// What a request to an API server is about, read from its path.
struct KubePath {
  std::string path;  // without the query
  KubeQuery query;
  std::string group;  // "" for the core
  std::string version;
  std::string ns;  // empty: of the whole cluster
  std::string resource;
  std::string name;         // empty: a list
  std::string subresource;  // "log", "proxy/status-0123456789abcdef"

  // Values of that name; empty without one.
  std::string asked(std::string_view name) const;
  bool is_list() const { return !resource.empty() && name.empty(); }
  std::string verb() const { return name.empty() ? "list" : "get"; }
  // The path of the list that it is in or is.
  std::string list_path() const;
};

KubePath parse_kube_path(std::string_view target);

}  // namespace sgw::test
