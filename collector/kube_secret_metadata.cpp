#include "collector/kube_secret_metadata.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace sgw::collector {

namespace {

constexpr std::string_view k_auth = "config.service.auth";

// Who wrote fields of the data, and when. A new label is no new token.
std::optional<UtcTime> last_change_of_data(const JsonReader& metadata) {
  std::optional<UtcTime> newest;
  for (const JsonReader& entry : metadata["managedFields"].items(k_max_items)) {
    const JsonReader fields = entry["fieldsV1"];
    if (!fields["f:data"].exists() && !fields["f:stringData"].exists()) continue;
    newest = std::max(newest, parse_time(entry["time"].text_or("")));
  }
  return newest;
}

void add_of_container(const JsonReader& container, std::set<std::string>& names) {
  for (const JsonReader& from : container["envFrom"].items(k_max_items)) {
    if (auto name = from["secretRef"]["name"].text()) names.insert(*std::move(name));
  }
  for (const JsonReader& variable : container["env"].items(k_max_variables)) {
    if (auto name = variable["valueFrom"]["secretKeyRef"]["name"].text()) names.insert(*std::move(name));
  }
}

void add_of_volume(const JsonReader& volume, std::set<std::string>& names) {
  if (auto name = volume["secret"]["secretName"].text()) names.insert(*std::move(name));
  for (const JsonReader& source : volume["projected"]["sources"].items(k_max_items)) {
    if (auto name = source["secret"]["name"].text()) names.insert(*std::move(name));
  }
}

// The volume by which old servers hand a pod its service account's token: nobody named that Secret.
std::set<std::string> mounts_of_accounts(const JsonReader& pod_spec) {
  std::set<std::string> volumes;
  for (const char* list : {"initContainers", "containers"}) {
    for (const JsonReader& container : pod_spec[list].items(k_max_containers)) {
      for (const JsonReader& mount : container["volumeMounts"].items(k_max_items)) {
        if (mount["mountPath"].text_or("") != "/var/run/secrets/kubernetes.io/serviceaccount") continue;
        volumes.insert(mount["name"].text_or(""));
      }
    }
  }
  return volumes;
}

// A variable of its own says it; without one, a Secret that is taken whole may bring it in, if there is but one.
std::string token_secret_name(const JsonReader& gateway) {
  for (const JsonReader& variable : gateway["env"].items(k_max_variables)) {
    if (variable["name"].text_or("") == k_auth) return variable["valueFrom"]["secretKeyRef"]["name"].text_or("");
  }
  std::set<std::string> whole;
  for (const JsonReader& from : gateway["envFrom"].items(k_max_items)) {
    if (auto name = from["secretRef"]["name"].text()) whole.insert(*std::move(name));
  }
  return whole.size() == 1 ? *whole.begin() : std::string();
}

void write_secret(JsonWriter& json, const KubeSecret& secret) {
  json.begin_object().member("name", bounded(secret.name)).member("exists", secret.exists);
  if (secret.created) json.member("created", format_time(*secret.created));
  if (!secret.resource_version.empty()) json.member("resource_version", bounded(secret.resource_version));
  if (secret.changed) json.member("changed", format_time(*secret.changed));
  json.end_object();
}

}  // namespace

KubeSecret read_secret(const std::string& name, const JsonReader& object) {
  const JsonReader metadata = object["metadata"];
  return {name, object.exists(), parse_time(metadata["creationTimestamp"].text_or("")),
          metadata["resourceVersion"].text_or(""), last_change_of_data(metadata)};
}

std::vector<std::string> secret_names(const JsonReader& pod_spec) {
  std::set<std::string> names;
  for (const char* list : {"initContainers", "containers"}) {
    for (const JsonReader& container : pod_spec[list].items(k_max_containers)) add_of_container(container, names);
  }
  const auto of_accounts = mounts_of_accounts(pod_spec);
  for (const JsonReader& volume : pod_spec["volumes"].items(k_max_items)) {
    if (!of_accounts.contains(volume["name"].text_or(""))) add_of_volume(volume, names);
  }
  for (const JsonReader& pull : pod_spec["imagePullSecrets"].items(k_max_items)) {
    if (auto name = pull["name"].text()) names.insert(*std::move(name));
  }
  names.erase("");
  return {names.begin(), names.end()};
}

void write_secrets(JsonWriter& json, const std::vector<KubeSecret>& secrets, const JsonReader& pod_spec,
                   const JsonReader& gateway) {
  if (secrets.empty()) return;
  const auto named = [&secrets](const std::string& name) {
    return std::find_if(secrets.begin(), secrets.end(), [&](const KubeSecret& one) { return one.name == name; });
  };
  json.key("secrets").begin_array();
  for (const std::string& name : secret_names(pod_spec)) {
    if (const auto found = named(name); found != secrets.end()) write_secret(json, *found);
  }
  json.end_array();
  if (const auto found = named(token_secret_name(gateway)); found != secrets.end()) {
    json.key("token_secret");
    write_secret(json, *found);
  }
}

std::optional<KubeRelease> read_release(const JsonReader& object) {
  const JsonReader labels = object["metadata"]["labels"];
  const std::string version = labels["version"].text_or("");
  KubeRelease release{labels["name"].text_or(""), 0, labels["status"].text_or("") == "deployed"};
  const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), release.revision);
  if (error != std::errc() || end != version.data() + version.size() || release.name.empty()) return std::nullopt;
  return release;
}

std::optional<std::int64_t> deployed_revision(const std::vector<KubeRelease>& releases, std::string_view name) {
  std::optional<std::int64_t> newest;
  for (const KubeRelease& release : releases) {
    if (release.name == name && release.deployed && release.revision > newest.value_or(0)) newest = release.revision;
  }
  return newest;
}

}  // namespace sgw::collector
