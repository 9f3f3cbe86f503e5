#include "collector/kube_view.hpp"

#include "collector/json_fields.hpp"

namespace sgw::collector {

KubeOwnerObject KubeView::workload() const {
  return context.owners.empty() ? KubeOwnerObject{} : context.owners.back();
}

KubeView make_view(const KubePodContext& context) {
  KubeView view{context, context.pod, {}, {}, {}, {}, {}};
  if (!view.has_pod()) view.subject = view.workload().object["spec"]["template"];
  view.labels = kube_labels(view.subject);
  view.containers = kube_containers(view.subject, context.gateway_container);
  for (const KubeContainer& container : view.containers) {
    if (container.role == KubeRole::gateway) view.gateway = container;
  }
  if (view.has_pod()) view.events = context.around.events.of("Pod", context.pod);
  for (const JsonReader& service : context.around.services.items) {
    if (view.services.size() < k_max_items && map_selects(service["spec"]["selector"], view.labels)) {
      view.services.push_back(service);
    }
  }
  return view;
}

ConfigMapLookup config_map_lookup(const KubeNamespace& around) {
  return [&around](std::string_view name) { return around.config_maps.named(name); };
}

}  // namespace sgw::collector
