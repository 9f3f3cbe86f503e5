#include "collector/kube_view.hpp"

#include "collector/json_fields.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

KubeOwnerObject KubeView::workload() const {
  return context.owners.empty() ? KubeOwnerObject{} : context.owners.back();
}

KubeView make_view(const KubePodContext& context) {
  KubeView view{context, context.pod, {}, {}, {}, {}, {}};
  if (!view.has_pod()) view.subject = view.workload().object["spec"]["template"];
  view.labels = kube_labels(view.subject);
  std::vector<std::string> gateways = context.other_gateways;
  gateways.push_back(context.gateway_container);
  view.containers = kube_containers(view.subject, gateways);
  for (const KubeContainer& container : view.containers) {
    if (container.role == KubeRole::gateway && container.name() == context.gateway_container) view.gateway = container;
  }
  if (view.has_pod()) view.events = context.around.events.of("Pod", context.pod);
  for (const JsonReader& service : context.around.services.items) {
    if (view.services.size() < k_max_items && map_selects(service["spec"]["selector"], view.labels)) {
      view.services.push_back(service);
    }
  }
  return view;
}

JsonReader autoscaler_of(const KubeView& view) {
  std::vector<KubeOwner> scaled;  // one may act on what is not read itself: an Argo Rollout behind a ReplicaSet
  for (const KubeOwnerObject& owner : view.context.owners) {
    scaled.push_back({owner.kind, kube_name(owner.object), {}});
    if (auto further = kube_owner(owner.object)) scaled.push_back(*std::move(further));
  }
  for (const JsonReader& autoscaler : view.context.around.autoscalers.items) {
    const JsonReader target = autoscaler["spec"]["scaleTargetRef"];
    const std::string kind = target["kind"].text_or("");
    const std::string name = target["name"].text_or("");
    const bool acts = !name.empty() && std::any_of(scaled.begin(), scaled.end(), [&](const KubeOwner& owner) {
      return owner.kind == kind && owner.name == name;
    });
    if (acts) return autoscaler;
  }
  return {};
}

ConfigMapLookup config_map_lookup(const KubeNamespace& around) {
  return [&around](std::string_view name) { return around.config_maps.named(name); };
}

}  // namespace sgw::collector
