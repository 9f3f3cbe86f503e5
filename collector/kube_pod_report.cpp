#include "collector/kube_pod_report.hpp"

#include "collector/image_registry.hpp"
#include "collector/kube_document.hpp"
#include "collector/kube_environment.hpp"
#include "collector/kube_events.hpp"
#include "collector/kube_secrets.hpp"
#include "collector/kube_state.hpp"
#include "collector/kube_view.hpp"
#include "collector/raw_artifact.hpp"

#include <utility>

namespace sgw::collector {

namespace {

const SafeName& kubernetes() {
  static const SafeName name("kubernetes");
  return name;
}

void write_document(std::string document, Role role, Literal file, InstanceId instance, RawSink& sink) {
  const auto entry = sink.open(raw_header(kubernetes(), role, Format::json, instance, file));
  entry->write(RawBytes(std::move(document)));
  entry->finish(RawOutcome::complete());
}

}  // namespace

InstanceId report_pod(const KubePodContext& context, Targets& targets, RawSink& sink) {
  const KubeView view = make_view(context);
  learn_kube_secrets(view, sink);  // before the name is shown: it may hold one of them
  const InstanceId instance = sink.add_instance(kubernetes(), RawText(kube_instance_name(context)));
  write_document(kube_state_document(view), Role::state, "state.json", instance, sink);
  const KubeEnvironment env = kube_environment(view.gateway.spec, config_map_lookup(context.around));
  const bool whole = env.whole && view.gateway.spec.is_object();
  report_settings(env.variables, instance, kubernetes(), context.live, targets, sink,
                  whole ? EnvExtent::whole : EnvExtent::part);
  // Who pulls is the node.
  report_registry({view.gateway.spec["image"].text_or(""), {}, false}, instance, targets);
  write_document(kube_document(view), Role::kubernetes, "kubernetes.json", instance, sink);
  write_kube_events(view, instance, sink);
  return instance;
}

}  // namespace sgw::collector
