#include "collector/kube_mesh.hpp"

#include "collector/discovery.hpp"
#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <array>
#include <set>
#include <string_view>

namespace sgw::collector {

namespace {

struct Mark {
  std::string_view text;
  std::string_view mesh;
};

// Names of sidecars.
constexpr std::array k_names{Mark{"istio-proxy", "istio"},
                             Mark{"linkerd-proxy", "linkerd"},
                             Mark{"consul-dataplane", "consul"},
                             Mark{"consul-connect-envoy-sidecar", "consul"},
                             Mark{"daprd", "dapr"},
                             Mark{"kuma-sidecar", "kuma"},
                             Mark{"osm-healthcheck", "open-service-mesh"},
                             Mark{"nginx-mesh-sidecar", "nginx-service-mesh"},
                             Mark{"traefik-mesh", "traefik-mesh"}};
// Ends of their images' repositories.
constexpr std::array k_images{Mark{"istio/proxyv2", "istio"},     Mark{"linkerd/proxy", "linkerd"},
                              Mark{"consul-dataplane", "consul"}, Mark{"daprio/daprd", "dapr"},
                              Mark{"dapr/daprd", "dapr"},         Mark{"kumahq/kuma-dp", "kuma"},
                              Mark{"kong/kuma-dp", "kuma"}};
// Annotations and labels that an injector writes, with what they must say ("" for anything).
struct Injected {
  std::string_view key;
  std::string_view value;
  std::string_view mesh;
};
constexpr std::array k_injected{Injected{"sidecar.istio.io/status", "", "istio"},
                                Injected{"ambient.istio.io/redirection", "enabled", "istio"},
                                Injected{"linkerd.io/proxy-version", "", "linkerd"},
                                Injected{"consul.hashicorp.com/connect-inject-status", "injected", "consul"},
                                Injected{"kuma.io/sidecar-injected", "true", "kuma"},
                                Injected{"openservicemesh.io/proxy-uuid", "", "open-service-mesh"},
                                Injected{"osm-proxy-uuid", "", "open-service-mesh"},
                                Injected{"dapr.io/enabled", "true", "dapr"}};

void add_container(const KubeContainer& container, std::set<std::string>& meshes) {
  const std::string name = container.name();
  for (const Mark& mark : k_names) {
    if (mark.text == name) meshes.emplace(mark.mesh);
  }
  const std::string repository = parse_image(container.spec["image"].text_or("")).repository;
  for (const Mark& mark : k_images) {
    if (repository.ends_with(mark.text)) meshes.emplace(mark.mesh);
  }
}

}  // namespace

std::vector<std::string> kube_meshes(const JsonReader& pod, const std::vector<KubeContainer>& containers) {
  std::set<std::string> meshes;
  for (const KubeContainer& container : containers) {
    if (container.role != KubeRole::gateway) add_container(container, meshes);
  }
  for (const char* where : {"annotations", "labels"}) {
    const JsonReader marks = pod["metadata"][where];
    for (const Injected& injected : k_injected) {
      const auto value = marks[injected.key].text();
      if (value && (injected.value.empty() || *value == injected.value)) meshes.emplace(injected.mesh);
    }
  }
  return {meshes.begin(), meshes.end()};
}

bool made_by_keda(const JsonReader& autoscaler) {
  const JsonReader labels = autoscaler["metadata"]["labels"];
  if (labels["scaledobject.keda.sh/name"].exists()) return true;
  if (labels["app.kubernetes.io/managed-by"].text_or("") == "keda-operator") return true;
  const auto owner = kube_owner(autoscaler);
  return owner && owner->kind == "ScaledObject";
}

}  // namespace sgw::collector
