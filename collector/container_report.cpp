#include "collector/container_report.hpp"

#include "collector/container_state.hpp"
#include "collector/dns_name.hpp"
#include "collector/image_registry.hpp"
#include "collector/raw_artifact.hpp"
#include "collector/settings_report.hpp"

#include <charconv>
#include <optional>

namespace sgw::collector {

namespace {

std::vector<EnvVariable> environment(const JsonReader& inspect) {
  std::vector<EnvVariable> env;
  for (const JsonReader& line : inspect["Config"]["Env"].items()) env.push_back(split_env(line.text_or("")));
  return env;
}

// Labels are shown, so their secret values are learnt like those of the environment.
std::vector<EnvVariable> with_labels(std::vector<EnvVariable> env, const JsonReader& inspect) {
  for (const auto& [name, value] : inspect["Config"]["Labels"].members()) env.push_back({name, value.text_or("")});
  return env;
}

std::optional<std::uint16_t> port_number(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// Where the gateway's HTTP port (8080 in the container) answers on this host: as published, else at the container's own
// address, else, in the host's network, on loopback.
std::optional<StatusTarget> status_target(const JsonReader& inspect, const std::string& engine_host,
                                          InstanceId instance) {
  const std::string here = engine_host.empty() ? "127.0.0.1" : engine_host;
  for (const JsonReader& binding : inspect["NetworkSettings"]["Ports"]["8080/tcp"].items()) {
    const auto port = port_number(binding["HostPort"].text_or(""));
    if (!port) continue;
    std::string host = binding["HostIp"].text_or("");
    if (host.empty() || host == "0.0.0.0" || host == "::") host = here;
    // What is published on another host's loopback cannot be reached from here: our own would be somebody else.
    if (!engine_host.empty() && is_loopback(host)) continue;
    if (is_address(host) || host == engine_host) return StatusTarget{instance, host, *port};
  }
  if (inspect["HostConfig"]["NetworkMode"].text_or("") == "host") return StatusTarget{instance, here, 8080};
  if (!engine_host.empty()) return std::nullopt;
  if (const std::string own = inspect["NetworkSettings"]["IPAddress"].text_or(""); is_address(own)) {
    return StatusTarget{instance, own, 8080};
  }
  for (const auto& [name, network] : inspect["NetworkSettings"]["Networks"].members()) {
    if (const std::string own = network["IPAddress"].text_or(""); is_address(own)) {
      return StatusTarget{instance, own, 8080};
    }
  }
  return std::nullopt;
}

ContainerTarget container_target(const JsonReader& inspect, const ContainerContext& context, InstanceId instance) {
  ContainerTarget target;
  target.instance = instance;
  target.name = container_name(inspect);
  target.id = inspect["Id"].text_or("");
  target.status = inspect["State"]["Status"].text_or("");
  target.process = inspect["State"]["Pid"].integer_or(0);
  target.network_mode = inspect["HostConfig"]["NetworkMode"].text_or("");
  target.engine = context.source.view();
  target.engine_is_local = context.engine_is_local;
  for (const EnvVariable& variable : environment(inspect)) {
    if (variable.name == "SSL_CERT_FILE") target.trust_file = variable.value;
  }
  return target;
}

void write_state(std::string document, InstanceId instance, const SafeName& source, RawSink& sink) {
  const auto entry = sink.open(raw_header(source, Role::state, Format::json, instance, Literal("state.json")));
  entry->write(RawBytes(std::move(document)));
  entry->finish(RawOutcome::complete());
}

}  // namespace

std::string container_name(const JsonReader& inspect) {
  std::string name = inspect["Name"].text_or("");
  if (name.starts_with('/')) name.erase(0, 1);
  if (name.empty()) name = inspect["Id"].text_or("").substr(0, 12);
  return name.empty() ? "container" : name;
}

void learn_container_secrets(const JsonReader& inspect, RawSink& sink) {
  learn_secrets(with_labels(environment(inspect), inspect), sink);
}

InstanceId report_container(const JsonReader& inspect, const ContainerContext& context, Targets& targets,
                            RawSink& sink) {
  learn_container_secrets(inspect, sink);  // before the name is shown: it may hold one of them
  const InstanceId instance = sink.add_instance(context.source, RawText(container_name(inspect)));
  write_state(state_document(inspect, context), instance, context.source, sink);
  report_settings(environment(inspect), instance, context.source, context.live, targets, sink);
  if (context.live) {
    targets.add_container(container_target(inspect, context, instance));
    report_registry({image_of(inspect), context.engine_proxy, context.engine_host.empty()}, instance, targets);
  }
  if (!context.live || !inspect["State"]["Running"].boolean_or(false)) return instance;
  if (auto target = status_target(inspect, context.engine_host, instance)) targets.add_status(std::move(*target));
  return instance;
}

}  // namespace sgw::collector
