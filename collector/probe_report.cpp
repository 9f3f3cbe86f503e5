#include "collector/probe_report.hpp"

#include "collector/probe_rung_report.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

namespace {

std::int64_t ms(std::chrono::milliseconds took) { return took.count(); }

void write_statistics(JsonWriter& json, const ProbeSeries& series) {
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  json.key("statistics").begin_object().member("planned", count(series.planned));
  json.member("climbs", count(series.climbs)).member("whole", count(series.whole));
  json.key("flapping").begin_array();
  for (const Rung rung : series.flapping()) json.value(to_literal(rung).view());
  json.end_array();
  for (const Rung rung : k_rungs) {
    const RungSeries& times = series.of(rung);
    if (times.tried == 0) continue;
    json.key(to_literal(rung).view()).begin_object();
    json.member("tried", count(times.tried)).member("failed", count(times.failed));
    if (times.failed < times.tried) {
      json.member("min_ms", ms(times.least)).member("median_ms", ms(times.median)).member("p95_ms", ms(times.p95));
    }
    json.end_object();
  }
  json.end_object();
}

}  // namespace

void write_purposes(JsonWriter& json, const std::vector<ProbePurpose>& purposes) {
  json.member("purpose", to_literal(purposes.empty() ? ProbePurpose::operator_named : purposes.front()).view());
  if (purposes.size() < 2) return;
  json.key("purposes").begin_array();
  for (const ProbePurpose purpose : purposes) json.value(to_literal(purpose).view());
  json.end_array();
}

std::string probe_report(const ProbeTask& task, const ProbeSeries& series, const std::vector<ProbePurpose>& purposes) {
  const LadderResult& result = series.shown;
  JsonWriter json;
  json.begin_object().member("destination", task.host).member("port", static_cast<int>(task.port));
  write_purposes(json, purposes);
  json.member("from", "host");
  json.member("time", format_time(result.started));
  if (result.broken) {
    json.member("first_broken", to_literal(*result.broken).view());
  } else if (result.whole()) {
    json.member("first_broken", "none");
  }
  write_proxy(json, task, result);
  write_dns(json, result.dns);
  write_tcp(json, result.tcp);
  write_tls(json, result.tls);
  write_http(json, result.http);
  write_transfer(json, result.transfer);
  write_auth(json, result.auth);
  write_statistics(json, series);
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
