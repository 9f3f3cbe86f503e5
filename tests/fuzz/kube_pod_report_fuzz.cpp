#include "collector/kube_discovery.hpp"
#include "collector/kube_pod_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using sgw::JsonReader;

constexpr std::size_t k_most_documents = 4;

// Counts documents; what they say is tested elsewhere.
class CountingEntry : public sgw::RawEntry {
 public:
  explicit CountingEntry(std::size_t& finished) : finished_(finished) {}
  void write(sgw::RawBytes) override {}
  void finish(sgw::RawOutcome) override { ++finished_; }

 private:
  std::size_t& finished_;
};

class CountingSink : public sgw::RawSink {
 public:
  sgw::InstanceId add_instance(const sgw::SafeName&, sgw::RawText) override { return {}; }
  std::unique_ptr<sgw::RawEntry> open(sgw::RawHeader) override {
    ++opened;
    return std::make_unique<CountingEntry>(finished);
  }
  void learn(sgw::RawText, sgw::Literal) override {}
  void remark(sgw::RawRemark) override {}
  void call(sgw::RawCall) override {}

  std::size_t opened = 0;
  std::size_t finished = 0;
};

sgw::collector::KubeList list(const JsonReader& document, std::string_view name) {
  return {document[name].exists(), document[name].items()};
}

}  // namespace

// A namespace's objects of any shape are reported: every artifact that is opened is finished, and what is scored has a
// container by that name. The writer of JSON ends the program when a document is not well-formed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sgw::collector;
  if (size > std::size_t{1} << 20) return 0;
  const auto document = JsonReader::parse({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  KubeNamespace around;
  around.config_maps = list(*document, "configmaps");
  around.services = list(*document, "services");
  around.endpoint_slices = list(*document, "endpointslices");
  around.endpoints = list(*document, "endpoints");
  around.network_policies = list(*document, "networkpolicies");
  around.autoscalers = list(*document, "horizontalpodautoscalers");
  around.disruption_budgets = list(*document, "poddisruptionbudgets");
  around.claims = list(*document, "persistentvolumeclaims");
  around.service_accounts = list(*document, "serviceaccounts");
  around.ingresses = list(*document, "ingresses");
  around.pod_metrics = list(*document, "podmetrics");
  around.events_known = true;
  for (const JsonReader& event : (*document)["events"].items()) around.events.add(read_event(event));

  KubePodContext context(around);
  const auto pods = (*document)["pods"].items();
  context.siblings = &pods;
  context.pod = (*document)["pods"].at(0);
  context.node = (*document)["nodes"].at(0);
  for (const char* kind : {"replicasets", "deployments", "statefulsets", "daemonsets"}) {
    const JsonReader object = (*document)[kind].at(0);
    if (object.exists()) context.owners.push_back({kind, object});
  }
  KubeScore score = context.pod.exists() || context.owners.empty() ? score_pod(context.pod)
                                                                   : score_workload(context.owners.back().object);
  if (score.points > 0 && score.reasons.empty()) std::abort();
  context.gateway_container = score.container;
  context.other_gateways = score.others;
  context.reasons = score.reasons;
  Targets targets;
  CountingSink sink;
  report_pod(context, targets, sink);
  if (sink.opened != sink.finished || sink.opened + 1 < k_most_documents || sink.opened > k_most_documents)
    std::abort();
  return 0;
}
