#include "collector/engine_report.hpp"

#include "collector/http_probe.hpp"
#include "collector/json_fields.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/json_writer.hpp>

#include <optional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_limit{5};
constexpr std::size_t k_max_warnings = 50;

}  // namespace

std::string engine_document(bool podman, const JsonReader& version, const JsonReader& info,
                            std::optional<std::int64_t> clock_skew_seconds) {
  JsonWriter json;
  json.begin_object().member("engine", podman ? "podman" : "docker");
  put_text(json, "version", version["Version"]);
  put_text(json, "api_version", version["ApiVersion"]);
  put_text(json, "os", info["OperatingSystem"]);
  put_text(json, "kernel", info["KernelVersion"].exists() ? info["KernelVersion"] : version["KernelVersion"]);
  put_text(json, "architecture", info["Architecture"].exists() ? info["Architecture"] : version["Arch"]);
  put_text(json, "storage_driver", info["Driver"]);
  put_text(json, "cgroup_version", info["CgroupVersion"]);
  if (const auto time = parse_time(info["SystemTime"].text_or(""))) json.member("time", format_time(*time));
  if (clock_skew_seconds) json.member("clock_skew_seconds", *clock_skew_seconds);
  put_integer(json, "memory_bytes", info["MemTotal"]);
  put_integer(json, "cpus", info["NCPU"]);
  put_integer(json, "containers", info["Containers"]);
  json.key("warnings").begin_array();
  std::size_t count = 0;
  for (const JsonReader& warning : info["Warnings"].items()) {
    if (const auto text = warning.text(); text && count++ < k_max_warnings) json.value(*text);
  }
  json.end_array().end_object();
  return json.take();
}

EngineSelf report_engine(EngineApi& api, const CollectContext& context, RawSink& sink) {
  auto version = api.json("/version", k_limit, context);
  const UtcTime sent = wall_clock();
  auto info = api.json("/info", k_limit, context);
  const UtcTime received = wall_clock();
  const auto time = info ? parse_time((*info)["SystemTime"].text_or("")) : std::nullopt;
  const auto entry =
      sink.open(raw_header(api.source(), Role::engine, Format::json, std::nullopt, Literal("environment"),
                           api.is_podman() ? Literal("engine-podman.json") : Literal("engine.json")));
  const JsonReader nothing;
  const bool some = version || info;
  if (some) {
    const auto skew = time ? std::optional(skew_seconds(*time, sent, received)) : std::nullopt;
    entry->write(RawBytes(engine_document(api.is_podman(), version.value_or(nothing), info.value_or(nothing), skew)));
  }
  if (version && info) {
    entry->finish(RawOutcome::complete());
  } else {
    RawError why = std::move(version ? info : version).error();
    entry->finish(some ? RawOutcome::partial(std::move(why)) : RawOutcome::missing(std::move(why)));
  }
  ProxySettings proxy;
  if (info) {
    proxy = {(*info)["HttpProxy"].text_or(""), (*info)["HttpsProxy"].text_or(""), (*info)["NoProxy"].text_or("")};
  }
  return {time.value_or(received), std::move(proxy)};
}

}  // namespace sgw::collector
