#include "collector/namespace_task.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::string_view k_schema = "sgw-diag/namespace-task/1";
constexpr std::size_t k_max_text = 4096, k_max_trust_files = 16;
constexpr std::int64_t k_max_time = 60'000, k_max_process = std::int64_t{1} << 30, k_max_port = 65535,
                       k_max_climbs = 1000;

struct LimitName {
  std::string_view name;
  std::chrono::milliseconds ProbeLimits::*limit;
};
constexpr std::array k_limits{LimitName{"dns", &ProbeLimits::dns},     LimitName{"tcp", &ProbeLimits::tcp},
                              LimitName{"proxy", &ProbeLimits::proxy}, LimitName{"tls", &ProbeLimits::tls},
                              LimitName{"http", &ProbeLimits::http},   LimitName{"ladder", &ProbeLimits::ladder}};

struct TransportName {
  std::string_view name;
  Transport transport;
};
constexpr std::array k_transports{TransportName{"https", Transport::https}, TransportName{"http", Transport::http},
                                  TransportName{"tls", Transport::tls}, TransportName{"tcp", Transport::tcp},
                                  TransportName{"udp", Transport::udp}};

std::string_view name_of(Transport transport) {
  return std::find_if(k_transports.begin(), k_transports.end(),
                      [&](const TransportName& each) { return each.transport == transport; })
      ->name;
}

void write_limits(JsonWriter& json, const ProbeLimits& limits) {
  json.key("limits").begin_object();
  for (const LimitName& each : k_limits) json.member(each.name, std::int64_t{(limits.*each.limit).count()});
  json.end_object();
}

void write_probe(JsonWriter& json, const ProbeTask& probe) {
  json.begin_object().member("host", probe.host).member("absolute", probe.absolute);
  json.member("port", static_cast<int>(probe.port));
  json.member("transport", name_of(probe.transport)).member("proxy_unreadable", probe.proxy_unreadable);
  if (probe.proxy) {
    json.key("proxy").begin_object();
    json.member("scheme", probe.proxy->scheme).member("host", probe.proxy->host);
    json.member("port", static_cast<int>(probe.proxy->port)).member("authorization", probe.proxy->authorization);
    json.end_object();
  }
  json.end_object();
}

// Reads a document and notes whether all of it was as it must be.
class Reading {
 public:
  bool ok = true;

  // An object with these keys and no others; `optional` may be missing.
  JsonReader object(const JsonReader& value, std::initializer_list<std::string_view> keys,
                    std::string_view optional = {}) {
    require(value.is_object());
    for (const auto& [name, member] : value.members(k_max_keys)) {
      require(name == optional || std::find(keys.begin(), keys.end(), name) != keys.end());
    }
    for (const std::string_view key : keys) require(value[key].exists());
    return value;
  }

  std::string text(const JsonReader& value) {
    std::string found = value.text_or("");
    require(value.is_string() && found.size() <= k_max_text);
    return found;
  }

  std::int64_t number(const JsonReader& value, std::int64_t least, std::int64_t most) {
    const auto found = value.integer();
    require(found && *found >= least && *found <= most);
    return found.value_or(least);
  }

  Transport transport(const JsonReader& value) {
    const std::string word = value.text_or("");
    const auto* const found = std::find_if(k_transports.begin(), k_transports.end(),
                                           [&](const TransportName& each) { return each.name == word; });
    require(found != k_transports.end());
    return found == k_transports.end() ? Transport::https : found->transport;
  }

  bool flag(const JsonReader& value) {
    require(value.is_boolean());
    return value.boolean_or(false);
  }

  std::vector<JsonReader> list(const JsonReader& value, std::size_t least, std::size_t most) {
    std::vector<JsonReader> items = value.items(most + 1);
    require(value.is_array() && items.size() >= least && items.size() <= most);
    return items;
  }

 private:
  static constexpr std::size_t k_max_keys = 64;

  void require(bool holds) { ok = ok && holds; }
};

std::uint16_t port_of(Reading& reading, const JsonReader& value, std::int64_t least) {
  return static_cast<std::uint16_t>(reading.number(value, least, k_max_port));
}

ProbeTask probe_of(Reading& reading, const JsonReader& value) {
  const JsonReader object =
      reading.object(value, {"host", "absolute", "port", "transport", "proxy_unreadable"}, "proxy");
  ProbeTask probe;
  probe.host = reading.text(object["host"]);
  probe.absolute = reading.flag(object["absolute"]);
  probe.port = port_of(reading, object["port"], 0);
  probe.transport = reading.transport(object["transport"]);
  probe.proxy_unreadable = reading.flag(object["proxy_unreadable"]);
  if (!object["proxy"].exists()) return probe;
  const JsonReader proxy = reading.object(object["proxy"], {"scheme", "host", "port", "authorization"});
  ProxyAddress& address = probe.proxy.emplace();
  address.scheme = reading.text(proxy["scheme"]);
  address.host = reading.text(proxy["host"]);
  address.port = port_of(reading, proxy["port"], 1);
  address.authorization = reading.text(proxy["authorization"]);
  return probe;
}

ProbeLimits limits_of(Reading& reading, const JsonReader& value) {
  const JsonReader object = reading.object(value, {"dns", "tcp", "proxy", "tls", "http", "ladder"});
  ProbeLimits limits;
  for (const LimitName& each : k_limits) {
    limits.*each.limit = std::chrono::milliseconds(reading.number(object[each.name], 0, k_max_time));
  }
  return limits;
}

}  // namespace

std::string write_namespace_task(const NamespaceTask& task) {
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object().member("schema", k_schema).member("process", task.process).member("container", task.container);
  json.member("time_ms", std::int64_t{task.time.count()}).member("count", std::uint64_t{task.count});
  json.key("trust_files").begin_array();
  for (const std::string& file : task.trust_files) json.value(file);
  json.end_array();
  write_limits(json, task.limits);
  json.key("probes").begin_array();
  for (const ProbeTask& probe : task.probes) write_probe(json, probe);
  json.end_array().end_object();
  return json.take();
}

std::optional<NamespaceTask> read_namespace_task(std::string_view text) {
  if (text.size() > k_max_namespace_task) return std::nullopt;
  const auto document = JsonReader::parse(text);
  if (!document) return std::nullopt;
  Reading reading;
  const JsonReader root = reading.object(
      *document, {"schema", "process", "container", "time_ms", "count", "trust_files", "limits", "probes"});
  if (root["schema"].text_or("") != k_schema) return std::nullopt;
  NamespaceTask task;
  task.process = reading.number(root["process"], 1, k_max_process);
  task.container = reading.text(root["container"]);
  task.time = std::chrono::milliseconds(reading.number(root["time_ms"], 1, k_max_time));
  task.count = static_cast<std::size_t>(reading.number(root["count"], 1, k_max_climbs));
  for (const JsonReader& file : reading.list(root["trust_files"], 0, k_max_trust_files)) {
    task.trust_files.push_back(reading.text(file));
  }
  task.limits = limits_of(reading, root["limits"]);
  for (const JsonReader& probe : reading.list(root["probes"], 1, k_max_namespace_probes)) {
    task.probes.push_back(probe_of(reading, probe));
  }
  return reading.ok ? std::optional(std::move(task)) : std::nullopt;
}

}  // namespace sgw::collector
