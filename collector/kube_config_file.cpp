#include "collector/kube_config_file.hpp"

#include "collector/file_reader.hpp"
#include "collector/yaml_json.hpp"

#include <set>

namespace sgw::collector {

RawResult<KubeValue> parse_kube_config(std::string_view text, const std::filesystem::path& file) {
  const auto json = yaml_to_json(text);
  if (!json) {
    std::string says;
    if (json.error().line > 0) {
      says = "line " + std::to_string(json.error().line) + ", column " + std::to_string(json.error().column) + ": ";
    }
    return tl::make_unexpected(kube_config_error(file, says.append(json.error().what.view())));
  }
  const auto root = JsonReader::parse(*json);
  if (!root) return tl::make_unexpected(kube_config_error(file, "it holds more than a kubeconfig can"));
  KubeValue config(file, *root);
  if (config.exists() && !root->is_object()) {
    return tl::make_unexpected(kube_config_error(file, "it is no kubeconfig: there are no names at its top"));
  }
  SGW_TRY(const std::string kind, config["kind"].text());
  if (!kind.empty() && kind != "Config") {
    return tl::make_unexpected(config["kind"].error("must be Config: this is another kind of object"));
  }
  SGW_TRY(const std::string version, config["apiVersion"].text());
  if (!version.empty() && version != "v1") return tl::make_unexpected(config["apiVersion"].error("must be v1"));
  return config;
}

RawResult<KubeValue> read_kube_config(const std::filesystem::path& file) {
  SGW_TRY(const std::string text, read_whole_file(file, k_max_yaml_bytes));
  return parse_kube_config(text, file);
}

RawResult<KubeValue> KubeConfigSet::current_context() const {
  for (const KubeValue& file : files_) {
    KubeValue value = file["current-context"];
    SGW_TRY(const std::string name, value.text());
    if (!name.empty()) return value;
  }
  return KubeValue();
}

RawResult<std::optional<KubeValue>> KubeConfigSet::find(std::string_view list, std::string_view member,
                                                        std::string_view name) const {
  for (const KubeValue& file : files_) {
    SGW_TRY(const std::vector<KubeValue> items, file[list].items());
    std::optional<KubeValue> found;
    for (const KubeValue& item : items) {
      // A broken name is no reason to refuse the others.
      if (item["name"].text().value_or("") != name || !item["name"].exists()) continue;
      if (found) return tl::make_unexpected(item["name"].error("there is another entry of this name in the file"));
      found = item[member];
    }
    if (!found) continue;
    SGW_CHECK(found->must_be_mapping());
    return found;
  }
  return std::nullopt;
}

std::vector<std::string> KubeConfigSet::names(std::string_view list) const {
  std::set<std::string> all;
  for (const KubeValue& file : files_) {
    for (const JsonReader& item : file[list].json().items()) {
      if (auto name = item["name"].text()) all.insert(*std::move(name));
    }
  }
  return {all.begin(), all.end()};
}

bool KubeConfigSet::empty() const {
  for (const KubeValue& file : files_) {
    for (const char* key : {"contexts", "clusters", "users", "current-context"}) {
      const JsonReader value = file[key].json();
      if (value.exists() && !value.is_null() && value.dump() != "[]" && value.dump() != R"("")") return false;
    }
  }
  return true;
}

std::string KubeConfigSet::files() const {
  std::string all;
  for (const KubeValue& file : files_) {
    if (!all.empty()) all += ", ";
    all += file.file().string();
  }
  return all;
}

}  // namespace sgw::collector
