#pragma once

#include "collector/kube_discovery.hpp"
#include "collector/settings_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// A container's environment as its spec composes it.
struct KubeEnvironment {
  std::vector<EnvVariable>
      variables;  // each name once, the one that counts; what a Secret holds is there without value
  // False when an envFrom brings in names that cannot be told: of a Secret, or of a ConfigMap that is not known.
  bool whole = true;
};

// Of a container in a pod spec: envFrom first, then env, "$(NAME)" of what stands before replaced. At most
// k_max_variables; a value that grows over k_max_text by replacing is not told, nor one that makes the whole too large.
KubeEnvironment kube_environment(const JsonReader& container, const ConfigMapLookup& config_maps);

// From where settings come: the ConfigMaps and Secrets that env and envFrom name.
struct KubeSettingsSource {
  std::string name;
  std::vector<std::string> keys;  // taken one by one
  bool whole = false;             // by envFrom: all of them
};
struct KubeSettingsSources {
  std::vector<KubeSettingsSource> config_maps;
  std::vector<KubeSettingsSource> secrets;
};
KubeSettingsSources kube_settings_sources(const JsonReader& container);

}  // namespace sgw::collector
