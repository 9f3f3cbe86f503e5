#include "collector/kube_environment.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_grown = std::size_t{2} << 20;  // Linux starts nothing with a larger environment

// Names in the order in which they came, each with what counts for it.
class Composer {
 public:
  explicit Composer(const ConfigMapLookup& config_maps) : config_maps_(config_maps) {}

  void add_source(const JsonReader& from) {
    if (from["secretRef"].is_object()) whole_ = false;
    if (!from["configMapRef"].is_object()) return;
    const JsonReader map = config_map(from["configMapRef"]["name"].text_or(""));
    if (!map.exists()) whole_ = false;
    const std::string prefix = from["prefix"].text_or("");
    for (const auto& [key, value] : map["data"].members(k_max_variables)) {
      const std::string name = prefix + key;
      // The kubelet leaves out what can be no variable's name.
      if (!name.empty() && (name.front() < '0' || name.front() > '9'))
        put({name, value.text_or(""), EnvOrigin::config_map});
    }
  }

  void add_variable(const JsonReader& variable) {
    const std::string name = variable["name"].text_or("");
    if (name.empty()) return;
    const JsonReader from = variable["valueFrom"];
    if (!from.is_object()) return put(expanded(name, variable["value"].text_or("")));
    if (const JsonReader key = from["configMapKeyRef"]; key.is_object()) {
      const JsonReader map = config_map(key["name"].text_or(""));
      const auto value = map["data"][key["key"].text_or("")].text();
      if (value) return put({name, *value, EnvOrigin::config_map});
      if (map.exists() && key["optional"].boolean_or(false)) return;
      return put({name, {}, EnvOrigin::hidden});
    }
    put({name, {}, from["secretKeyRef"].is_object() ? EnvOrigin::secret : EnvOrigin::hidden});
  }

  KubeEnvironment take() { return {std::move(variables_), whole_}; }

 private:
  JsonReader config_map(const std::string& name) const { return config_maps_ ? config_maps_(name) : JsonReader(); }

  void put(EnvVariable variable) {
    const auto [place, is_new] = places_.try_emplace(variable.name, variables_.size());
    if (!is_new) {
      variables_[place->second] = std::move(variable);
    } else if (variables_.size() < k_max_variables) {
      variables_.push_back(std::move(variable));
    } else {
      places_.erase(place);
      whole_ = false;
    }
  }

  EnvVariable expanded(const std::string& name, std::string_view value) {
    EnvVariable result{name, {}, EnvOrigin::env};
    while (!value.empty()) {
      const std::size_t mark = std::min(value.find('$'), value.size());
      result.value += value.substr(0, mark);
      value.remove_prefix(mark);
      if (value.starts_with("$$")) {
        result.value += '$';
        value.remove_prefix(2);
      } else if (value.starts_with("$(")) {
        if (!replace(value, result)) return {name, {}, result.origin};
      } else if (!value.empty()) {
        result.value += '$';
        value.remove_prefix(1);
      }
    }
    return result;
  }

  // Takes "$(NAME)" off `value`; false when the whole cannot be told any more.
  bool replace(std::string_view& value, EnvVariable& result) {
    const std::size_t end = value.find(')');
    const std::size_t length = end == std::string_view::npos ? value.size() : end + 1;
    const auto known = end == std::string_view::npos ? places_.end() : places_.find(value.substr(2, end - 2));
    if (known == places_.end()) {
      result.value += value.substr(0, length);
    } else {
      const EnvVariable& other = variables_[known->second];
      if (!other.told()) result.origin = other.origin;
      const std::size_t more = other.value.size();
      if (result.value.size() + more > k_max_text || grown_ + more > k_max_grown) result.origin = EnvOrigin::hidden;
      if (!result.told()) return false;
      grown_ += more;
      result.value += other.value;
    }
    value.remove_prefix(length);
    return true;
  }

  const ConfigMapLookup& config_maps_;
  std::vector<EnvVariable> variables_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t grown_ = 0;  // bytes that replacing has put in
  bool whole_ = true;
};

KubeSettingsSource* source_named(std::vector<KubeSettingsSource>& sources, const JsonReader& reference) {
  const auto name = reference["name"].text();
  if (!name) return nullptr;
  const auto known = std::find_if(sources.begin(), sources.end(),
                                  [&name](const KubeSettingsSource& source) { return source.name == *name; });
  if (known != sources.end()) return &*known;
  if (sources.size() == k_max_items) return nullptr;
  return &sources.emplace_back(KubeSettingsSource{*name, {}, false});
}

void add_key(std::vector<KubeSettingsSource>& sources, const JsonReader& reference) {
  KubeSettingsSource* source = source_named(sources, reference);
  if (source == nullptr || source->keys.size() == k_max_items) return;
  const std::string key = reference["key"].text_or("");
  if (std::find(source->keys.begin(), source->keys.end(), key) == source->keys.end()) source->keys.push_back(key);
}

void add_whole(std::vector<KubeSettingsSource>& sources, const JsonReader& reference) {
  if (KubeSettingsSource* source = source_named(sources, reference)) source->whole = true;
}

}  // namespace

KubeEnvironment kube_environment(const JsonReader& container, const ConfigMapLookup& config_maps) {
  Composer composer(config_maps);
  for (const JsonReader& from : container["envFrom"].items(k_max_items)) composer.add_source(from);
  for (const JsonReader& variable : container["env"].items(k_max_variables)) composer.add_variable(variable);
  return composer.take();
}

KubeSettingsSources kube_settings_sources(const JsonReader& container) {
  KubeSettingsSources sources;
  for (const JsonReader& from : container["envFrom"].items(k_max_items)) {
    add_whole(sources.config_maps, from["configMapRef"]);
    add_whole(sources.secrets, from["secretRef"]);
  }
  for (const JsonReader& variable : container["env"].items(k_max_variables)) {
    add_key(sources.config_maps, variable["valueFrom"]["configMapKeyRef"]);
    add_key(sources.secrets, variable["valueFrom"]["secretKeyRef"]);
  }
  return sources;
}

}  // namespace sgw::collector
