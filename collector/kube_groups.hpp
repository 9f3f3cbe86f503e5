#pragma once

#include <sgw_diag/json_reader.hpp>

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Which versions of which API groups a server has.
class KubeGroups {
 public:
  // Answers of /api (APIVersions) and /apis (APIGroupList). What is not one is passed over.
  void read_core(const JsonReader& versions);
  void read_groups(const JsonReader& list);

  // See KubeApi::group_path.
  std::string path(std::string_view group, std::initializer_list<std::string_view> versions) const;

 private:
  std::optional<std::vector<std::string>> core_;
  std::optional<std::map<std::string, std::vector<std::string>, std::less<>>> groups_;
};

}  // namespace sgw::collector
