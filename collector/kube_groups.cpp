#include "collector/kube_groups.hpp"

#include <algorithm>

namespace sgw::collector {

void KubeGroups::read_core(const JsonReader& versions) {
  if (versions["kind"].text_or("") != "APIVersions") return;
  core_.emplace();
  for (const JsonReader& version : versions["versions"].items()) {
    if (auto text = version.text()) core_->push_back(*std::move(text));
  }
}

void KubeGroups::read_groups(const JsonReader& list) {
  if (list["kind"].text_or("") != "APIGroupList") return;
  groups_.emplace();
  for (const JsonReader& group : list["groups"].items()) {
    auto& versions = (*groups_)[group["name"].text_or("")];
    for (const JsonReader& version : group["versions"].items()) {
      if (auto text = version["version"].text()) versions.push_back(*std::move(text));
    }
  }
}

std::string KubeGroups::path(std::string_view group, std::initializer_list<std::string_view> versions) const {
  const std::vector<std::string>* known = nullptr;
  if (group.empty()) {
    known = core_ ? &*core_ : nullptr;
  } else if (groups_) {
    static const std::vector<std::string> none;
    const auto found = groups_->find(group);
    known = found == groups_->end() ? &none : &found->second;
  }
  for (const std::string_view version : versions) {
    if (version.empty()) continue;
    if (known != nullptr && std::find(known->begin(), known->end(), version) == known->end()) continue;
    std::string path = group.empty() ? "/api" : "/apis/" + std::string(group);
    return path.append("/").append(version);
  }
  return {};
}

}  // namespace sgw::collector
