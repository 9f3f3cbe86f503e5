#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/utc_time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What is kept of a Secret's metadata, with --read-secret-metadata. No more of it is looked at: an annotation may hold
// all that the Secret holds (kubectl apply puts it there), so nothing here keeps the answer alive.
struct KubeSecret {
  std::string name;
  bool exists = false;
  std::optional<UtcTime> created;
  std::string resource_version;
  std::optional<UtcTime> changed;  // when its data were written last
};

// `object` as PartialObjectMetadata; an empty reader: there is none of that name.
KubeSecret read_secret(const std::string& name, const JsonReader& object);

// The names of the Secrets that a pod names: for its environments and volumes, and to pull its images.
std::vector<std::string> secret_names(const JsonReader& pod_spec);

// Members `secrets`, and `token_secret` for the one that config.service.auth comes from; nothing for those that were
// not read.
void write_secrets(JsonWriter& json, const std::vector<KubeSecret>& secrets, const JsonReader& pod_spec,
                   const JsonReader& gateway);

// A revision of a Helm release, as the labels of Helm's own Secret tell it.
struct KubeRelease {
  std::string name;
  std::int64_t revision = 0;
  bool deployed = false;  // and not superseded, failed or on its way
  bool operator==(const KubeRelease&) const = default;
};
inline constexpr std::string_view k_release_selector = "owner%3Dhelm";
std::optional<KubeRelease> read_release(const JsonReader& object);

// Of the release that is in force.
std::optional<std::int64_t> deployed_revision(const std::vector<KubeRelease>& releases, std::string_view name);

}  // namespace sgw::collector
