#include "collector/kube_status.hpp"

#include "collector/discovery.hpp"
#include "collector/http_probe.hpp"
#include "collector/kube_probes.hpp"
#include "collector/raw_artifact.hpp"
#include "collector/status_report.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_limit{6};  // the gateway's four, and the proxy's way
constexpr std::size_t k_max_body = std::size_t{64} << 10;

StatusAnswer ask(KubeApi& api, const std::string& path, const CollectContext& context) {
  const auto start = Deadline::Clock::now();
  StatusAnswer answer;
  const auto on_data = [&answer](std::string_view chunk) {
    answer.body_bytes += std::min(chunk.size(), k_max_body - answer.body_bytes);
    return answer.body_bytes < k_max_body;
  };
  const auto response = api.stream(path, on_data, context.deadline.capped(k_limit), context);
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start);
  if (response) {
    answer.reached = true;
    answer.http_status = response->status;
    return answer;
  }
  const KubeFailure& failure = response.error();
  // The proxy's own words have a reason; an answer of the gateway is passed on as it is.
  answer.reached = failure.status != 0 && failure.reason.empty();
  answer.http_status = failure.status;
  answer.body_bytes = failure.message.size();
  answer.resource_not_found = failure.status == 404 && failure.reason.empty() &&
                              (failure.message == "Resource not found" || says_resource_not_found(failure.message));
  if (!answer.reached) {
    answer.error = failure.status == 0 ? failure.error.what : Literal("the API server does not reach the pod's port");
  }
  return answer;
}

}  // namespace

std::int64_t status_port(const JsonReader& container) {
  for (const char* probe : {"readinessProbe", "livenessProbe", "startupProbe"}) {
    const JsonReader how = container[probe]["httpGet"];
    if (!asks_for_status(how["path"].text_or("")) || how["scheme"].text_or("HTTP") != "HTTP") continue;
    const auto port = kube_port(container, how["port"]);
    if (port && *port > 0 && *port <= 65535) return *port;
  }
  return 8080;
}

void collect_pod_status(KubeApi& api, const KubeStatusPlace& place, InstanceId instance, const CollectContext& context,
                        RawSink& sink) {
  const std::string port = ":" + std::to_string(place.port);
  const std::string proxy =
      "/api/v1/namespaces/" + kube_segment(place.ns) + "/pods/" + kube_segment(place.pod) + port + "/proxy";
  const UtcTime asked = wall_clock();
  const StatusAnswer status = ask(api, proxy + std::string(k_status_path), context);
  const StatusAnswer unassigned = ask(api, proxy + unassigned_path(), context);
  write_artifact(raw_header(SafeName("kubernetes"), Role::status, Format::json, instance, Literal("status.json")),
                 status_document({place.pod + port + " through the API server", asked, status, unassigned}), context,
                 sink);
}

}  // namespace sgw::collector
