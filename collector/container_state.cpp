#include "collector/container_state.hpp"

#include "collector/discovery.hpp"
#include "collector/json_fields.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_health_records = 10;

void write_image(JsonWriter& json, const JsonReader& inspect, const JsonReader& image_document) {
  const std::string reference = image_of(inspect);
  const ImageReference image = parse_image(reference);
  if (!reference.empty()) json.member("image", reference);
  put_text(json, "image_id", inspect["Image"]);
  if (image_document["RepoDigests"].is_array()) put_texts(json, "image_digests", image_document["RepoDigests"]);
  if (!image.repository.empty()) json.member("repository", image.repository);
  if (!image.tag.empty()) {
    json.member("tag", image.tag);
  } else if (image.digest.empty() && !image.repository.empty()) {
    json.member("tag", "latest");  // what an engine takes when neither is given
  }
  std::string platform = image_document["Os"].text_or(inspect["Platform"].text_or(""));
  const std::string architecture = image_document["Architecture"].text_or("");
  if (!platform.empty() && !architecture.empty()) platform += "/" + architecture;
  if (!platform.empty()) json.member("platform", platform);
}

void write_health(JsonWriter& json, const JsonReader& health) {
  const std::string status = health["Status"].text_or("");
  if (status.empty() || status == "none") return;  // no check is set up
  json.key("health").begin_object().member("status", status);
  put_integer(json, "failing_streak", health["FailingStreak"]);
  json.key("log").begin_array();
  const auto records = health["Log"].items();
  const std::size_t first = records.size() - std::min(records.size(), k_max_health_records);
  for (std::size_t i = first; i < records.size(); ++i) {
    json.begin_object();
    put_time(json, "start", records[i]["Start"]);
    put_integer(json, "exit_code", records[i]["ExitCode"]);
    put_text(json, "output", records[i]["Output"]);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_run(JsonWriter& json, const JsonReader& inspect) {
  const JsonReader state = inspect["State"];
  put_time(json, "created", inspect["Created"]);
  put_text(json, "status", state["Status"]);
  put_flag(json, "running", state["Running"]);
  put_flag(json, "paused", state["Paused"]);
  put_flag(json, "restarting", state["Restarting"]);
  put_flag(json, "oom_killed", state["OOMKilled"]);
  put_integer(json, "exit_code", state["ExitCode"]);
  put_text(json, "error", state["Error"]);
  put_time(json, "started_at", state["StartedAt"]);
  put_time(json, "finished_at", state["FinishedAt"]);
  put_integer(json, "restart_count", inspect["RestartCount"]);
  put_text(json, "restart_policy", inspect["HostConfig"]["RestartPolicy"]["Name"]);
  write_health(json, state["Health"].exists() ? state["Health"] : state["Healthcheck"]);
  put_text(json, "log_driver", inspect["HostConfig"]["LogConfig"]["Type"]);
  put_flag(json, "tty", inspect["Config"]["Tty"]);
}

void write_limits(JsonWriter& json, const JsonReader& host) {
  json.key("limits").begin_object();
  put_integer(json, "memory_bytes", host["Memory"]);
  // --cpus sets NanoCpus; quota and period say the same in another way.
  const std::int64_t quota = host["CpuQuota"].integer_or(0);
  const std::int64_t period = host["CpuPeriod"].integer_or(0) > 0 ? host["CpuPeriod"].integer_or(0) : 100000;
  if (host["NanoCpus"].integer_or(0) == 0 && quota > 0 && quota < 1'000'000'000) {
    json.member("nano_cpus", quota * 1'000'000'000 / period);
  } else {
    put_integer(json, "nano_cpus", host["NanoCpus"]);
  }
  const std::int64_t pids = host["PidsLimit"].integer_or(0);
  if (host["PidsLimit"].exists()) json.member("pids", pids > 0 ? pids : 0);
  json.end_object();
}

void write_usage(JsonWriter& json, const JsonReader& stats) {
  const JsonReader memory = stats["memory_stats"];
  if (!memory["usage"].exists()) return;  // it does not run
  json.key("usage").begin_object();
  put_integer(json, "memory_bytes", memory["usage"]);
  put_integer(json, "memory_max_bytes", memory["max_usage"]);
  put_integer(json, "memory_limit_bytes", memory["limit"]);
  const JsonReader cpu = stats["cpu_stats"];
  put_integer(json, "cpu_throttled_periods", cpu["throttling_data"]["throttled_periods"]);
  put_integer(json, "cpu_periods", cpu["throttling_data"]["periods"]);
  put_integer(json, "cpu_total_ns", cpu["cpu_usage"]["total_usage"]);
  put_integer(json, "pids", stats["pids_stats"]["current"]);
  json.end_object();
}

void write_security(JsonWriter& json, const JsonReader& inspect) {
  json.key("security").begin_object();
  put_flag(json, "read_only_root", inspect["HostConfig"]["ReadonlyRootfs"]);
  if (const auto user = inspect["Config"]["User"].text()) json.member("user", *user);
  put_flag(json, "privileged", inspect["HostConfig"]["Privileged"]);
  json.end_object();
}

void write_mounts(JsonWriter& json, const JsonReader& mounts) {
  json.key("mounts").begin_array();
  std::size_t count = 0;
  for (const JsonReader& mount : mounts.items()) {
    if (count++ >= k_max_items) break;
    json.begin_object();
    put_text(json, "type", mount["Type"]);
    put_text(json, "destination", mount["Destination"]);
    put_flag(json, "writable", mount["RW"]);
    json.end_object();
  }
  json.end_array();
}

// "8080/tcp", or "8080/tcp published at 127.0.0.1:18080".
void write_ports(JsonWriter& json, const JsonReader& inspect) {
  json.key("ports").begin_array();
  std::size_t count = 0;
  const JsonReader ports = inspect["NetworkSettings"]["Ports"];
  for (const auto& [port, bindings] : ports.members()) {
    if (bindings.items().empty() && count++ < k_max_items) json.value(port);
    for (const JsonReader& binding : bindings.items()) {
      if (count++ >= k_max_items) break;
      const std::string address = binding["HostIp"].text_or("");
      json.value(port + " published at " + (address.empty() ? "0.0.0.0" : address) + ":" +
                 binding["HostPort"].text_or(""));
    }
  }
  for (const auto& [port, nothing] : inspect["Config"]["ExposedPorts"].members()) {
    if (!ports[port].exists() && count++ < k_max_items) json.value(port);
  }
  json.end_array();
}

void write_labels(JsonWriter& json, const JsonReader& labels) {
  json.key("labels").begin_object();
  std::size_t count = 0;
  for (const auto& [name, value] : labels.members()) {
    if (count++ >= k_max_items) break;
    json.member(name, bounded(value.text_or("")));
  }
  json.end_object();
}

void write_network(JsonWriter& json, const JsonReader& inspect) {
  write_ports(json, inspect);
  put_text(json, "network_mode", inspect["HostConfig"]["NetworkMode"]);
  put_texts(json, "extra_hosts", inspect["HostConfig"]["ExtraHosts"]);
  put_texts(json, "dns", inspect["HostConfig"]["Dns"]);
}

}  // namespace

std::string image_of(const JsonReader& inspect) {
  // Podman's own API has ImageName; in Docker's, the reference as given is in Config.
  std::string reference = inspect["Config"]["Image"].text_or("");
  if (reference.empty()) reference = inspect["ImageName"].text_or("");
  return reference;
}

std::string state_document(const JsonReader& inspect, const ContainerContext& context) {
  JsonWriter json;
  json.begin_object();
  json.member("source", context.source.view());
  json.member("name", container_name(inspect));
  put_text(json, "id", inspect["Id"]);
  write_image(json, inspect, context.image);
  write_run(json, inspect);
  write_limits(json, inspect["HostConfig"]);
  write_usage(json, context.stats);
  write_security(json, inspect);
  write_mounts(json, inspect["Mounts"]);
  write_network(json, inspect);
  write_labels(json, inspect["Config"]["Labels"]);
  put_words(json, "reasons", context.reasons);
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
