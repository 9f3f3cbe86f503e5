#include "collector/kube_cluster.hpp"
#include "collector/kube_config_file.hpp"
#include "collector/kube_user.hpp"
#include "collector/yaml_json.hpp"

#include <sgw_diag/json_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

using namespace sgw::collector;

std::optional<std::string> nothing(const char*) { return std::nullopt; }

// Every entry of a kubeconfig, as if it were the one that is asked for.
void read_all(const KubeValue& config) {
  const KubeConfigSet set({config});
  for (const std::string& name : set.names("clusters")) {
    const auto cluster = set.find("clusters", "cluster", name);
    KubeAccess access;
    if (!cluster || !*cluster) continue;
    const bool read = read_kube_cluster(**cluster, &nothing, access).has_value();
    if (read && !access.server.starts_with("http")) std::abort();
  }
  for (const std::string& name : set.names("users")) {
    const auto user = set.find("users", "user", name);
    if (!user || !*user) continue;
    const auto read = read_kube_user(**user);
    if (read && read->cert_pem.empty() != read->key_pem.empty()) std::abort();
    if (read && read->exec && read->exec->command.empty()) std::abort();
  }
}

}  // namespace

// Whatever YAML becomes is JSON that can be read, and no entry leads to half a credential.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto json = yaml_to_json(text); json && !sgw::JsonReader::parse(*json)) std::abort();
  const auto config = parse_kube_config(text, "/nowhere/config");
  if (config) read_all(*config);
  return 0;
}
