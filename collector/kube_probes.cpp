#include "collector/kube_probes.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_messages.hpp"

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace sgw::collector {

namespace {

void write_probe(JsonWriter& json, std::string_view key, const JsonReader& container, const JsonReader& probe) {
  if (!probe.is_object()) return;
  json.key(key).begin_object();
  constexpr std::array<std::pair<const char*, const char*>, 4> k_types{
      {{"httpGet", "http"}, {"tcpSocket", "tcp"}, {"grpc", "grpc"}, {"exec", "exec"}}};
  for (const auto& [field, type] : k_types) {
    const JsonReader how = probe[field];
    if (!how.is_object()) continue;
    json.member("type", type);
    put_text(json, "path", how["path"]);
    if (const auto port = kube_port(container, how["port"])) json.member("port", *port);
    break;
  }
  json.member("delay_s", probe["initialDelaySeconds"].integer_or(0));
  json.member("period_s", probe["periodSeconds"].integer_or(10));
  json.member("timeout_s", probe["timeoutSeconds"].integer_or(1));
  json.member("failures", probe["failureThreshold"].integer_or(3));
  json.end_object();
}

struct Failures {
  std::int64_t count = 0;
  std::optional<UtcTime> first;
  std::optional<UtcTime> last;
  std::string message;  // the latest one
};

void add(Failures& failures, const KubeEvent& event) {
  failures.count = event.count > std::numeric_limits<std::int64_t>::max() - failures.count
                       ? std::numeric_limits<std::int64_t>::max()
                       : failures.count + event.count;
  if (event.first && (!failures.first || *event.first < *failures.first)) failures.first = event.first;
  if (failures.message.empty() || (event.last && (!failures.last || *event.last >= *failures.last))) {
    failures.message = event.message;
  }
  if (event.last && (!failures.last || *event.last > *failures.last)) failures.last = event.last;
}

}  // namespace

std::optional<std::int64_t> kube_port(const JsonReader& container, const JsonReader& port) {
  if (const auto number = port.integer()) return number;
  const auto name = port.text();
  if (!name) return std::nullopt;
  for (const JsonReader& known : container["ports"].items(k_max_items)) {
    if (known["name"].text() == name && known["containerPort"].integer()) return known["containerPort"].integer();
  }
  return std::nullopt;
}

void write_probes(JsonWriter& json, const JsonReader& container) {
  json.key("probes").begin_object();
  write_probe(json, "readiness", container, container["readinessProbe"]);
  write_probe(json, "liveness", container, container["livenessProbe"]);
  write_probe(json, "startup", container, container["startupProbe"]);
  json.end_object();
}

void write_probe_failures(JsonWriter& json, const std::vector<KubeEvent>& events, std::string_view container) {
  std::map<std::string, Failures> by_probe;
  for (const KubeEvent& event : events) {
    if (event.reason != "Unhealthy" || (!event.container().empty() && event.container() != container)) continue;
    const std::string probe = failed_probe(event.message);
    add(by_probe[probe.empty() ? "unknown" : probe], event);
  }
  json.key("probe_failures").begin_array();
  for (const auto& [probe, failures] : by_probe) {
    json.begin_object().member("probe", probe).member("count", failures.count);
    if (failures.first) json.member("first", format_time(*failures.first));
    if (failures.last) json.member("last", format_time(*failures.last));
    json.member("message", bounded(failures.message)).end_object();
  }
  json.end_array();
}

}  // namespace sgw::collector
