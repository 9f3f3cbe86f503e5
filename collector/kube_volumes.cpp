#include "collector/kube_volumes.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_environment.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

void write_sources(JsonWriter& json, std::string_view key, const std::vector<KubeSettingsSource>& sources,
                   bool tells_whole) {
  json.key(key).begin_array();
  for (const KubeSettingsSource& source : sources) {
    json.begin_object().member("name", bounded(source.name));
    put_words(json, "keys", source.keys);
    if (tells_whole) json.member("whole", source.whole);
    json.end_object();
  }
  json.end_array();
}

// The keys that a ConfigMap taken as a whole brings in are known when it was read.
void add_known_keys(KubeSettingsSource& source, const KubeView& view) {
  if (!source.whole) return;
  const JsonReader map = view.context.around.config_maps.named(source.name);
  if (!map.exists()) return;
  source.keys.clear();
  for (const auto& [key, value] : map["data"].members(k_max_items)) source.keys.push_back(key);
}

void write_settings_from(JsonWriter& json, const KubeView& view) {
  KubeSettingsSources sources = kube_settings_sources(view.gateway.spec);
  for (KubeSettingsSource& source : sources.config_maps) add_known_keys(source, view);
  json.key("settings_from").begin_object();
  write_sources(json, "configmaps", sources.config_maps, false);
  write_sources(json, "secrets", sources.secrets, true);
  json.end_object();
}

// Where a volume's kind says which object it is of.
constexpr std::array<std::pair<std::string_view, const char*>, 7> k_volume_sources{
    {{"configMap", "name"},
     {"secret", "secretName"},
     {"persistentVolumeClaim", "claimName"},
     {"hostPath", "path"},
     {"csi", "driver"},
     {"azureFile", "shareName"},
     {"azureDisk", "diskName"}}};

void write_volume(JsonWriter& json, const JsonReader& volume) {
  json.begin_object();
  put_text(json, "name", volume["name"]);
  if (const std::string kind = kube_volume_kind(volume); !kind.empty()) {
    json.member("kind", bounded(kind));
    for (const auto& [known, field] : k_volume_sources) {
      if (known == kind) put_text(json, "source", volume[kind][field]);
    }
  }
  json.end_object();
}

void write_claim(JsonWriter& json, const std::string& name, const KubeList& claims) {
  json.begin_object().member("name", bounded(name));
  const JsonReader claim = claims.named(name);
  if (claim.exists()) {
    put_text(json, "phase", claim["status"]["phase"]);
    put_texts(json, "access_modes", claim["spec"]["accessModes"]);
    put_text(json, "storage_class", claim["spec"]["storageClassName"]);
    put_text(json, "capacity", claim["status"]["capacity"]["storage"]);
  } else if (claims.known) {
    json.member("phase", "missing");
  }
  json.end_object();
}

void write_volumes(JsonWriter& json, const KubeView& view) {
  std::vector<std::string> claims;
  json.key("volumes").begin_array();
  for (const JsonReader& volume : view.subject["spec"]["volumes"].items(k_max_items)) {
    if (!volume.is_object()) continue;
    write_volume(json, volume);
    if (auto claim = volume["persistentVolumeClaim"]["claimName"].text()) claims.push_back(*std::move(claim));
  }
  json.end_array();
  json.key("claims").begin_array();
  for (const std::string& claim : claims) write_claim(json, claim, view.context.around.claims);
  json.end_array();
}

// Annotations that say which identity stands behind the account; others are not shown.
constexpr std::array<const char*, 4> k_identities{"azure.workload.identity/client-id",
                                                  "azure.workload.identity/tenant-id", "eks.amazonaws.com/role-arn",
                                                  "iam.gke.io/gcp-service-account"};

void write_service_account(JsonWriter& json, const KubeView& view) {
  if (!view.subject["spec"].is_object()) return;
  const std::string name = view.subject["spec"]["serviceAccountName"].text_or("default");
  json.key("service_account").begin_object().member("name", bounded(name));
  const KubeList& accounts = view.context.around.service_accounts;
  if (accounts.known) {
    const JsonReader account = accounts.named(name);
    const JsonReader annotations = account["metadata"]["annotations"];
    json.member("exists", account.exists());
    json.member("workload_identity", annotations[k_identities[0]].exists());
    json.key("annotations").begin_object();
    for (const char* annotation : k_identities) put_text(json, annotation, annotations[annotation]);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

void write_given(JsonWriter& json, const KubeView& view) {
  write_settings_from(json, view);
  write_secrets(json, view.context.around.secrets, view.subject["spec"], view.gateway.spec);
  write_volumes(json, view);
  write_service_account(json, view);
}

}  // namespace sgw::collector
