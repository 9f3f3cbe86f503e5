#include "collector/probe_report.hpp"

#include "collector/http_head.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

namespace {

std::int64_t ms(std::chrono::milliseconds took) { return took.count(); }

void write_list(JsonWriter& json, std::string_view name, const std::vector<std::string>& values) {
  json.key(name).begin_array();
  for (const auto& value : values) json.value(value);
  json.end_array();
}

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void write_dns(JsonWriter& json, const DnsResult& dns) {
  json.key("dns").begin_object().member("status", to_literal(dns.status).view());
  if (dns.origin != DnsOrigin::none) json.member("origin", to_literal(dns.origin).view());
  write_list(json, "addresses", dns.addresses);
  write_list(json, "cnames", dns.cnames);
  write_text(json, "error", dns.error.view());
  json.member("ms", ms(dns.took)).end_object();
}

void write_tcp(JsonWriter& json, const TcpResult& tcp) {
  json.key("tcp").begin_object().member("status", to_literal(tcp.status).view()).member("ms", ms(tcp.took));
  json.key("addresses").begin_array();
  for (const auto& attempt : tcp.attempts) {
    json.begin_object()
        .member("address", attempt.address)
        .member("family", attempt.ipv6 ? "ipv6" : "ipv4")
        .member("status", to_literal(attempt.status).view())
        .member("ms", ms(attempt.took))
        .end_object();
  }
  json.end_array().end_object();
}

void write_proxy(JsonWriter& json, const ProbeTask& task, const LadderResult& result) {
  if (!task.proxy && !task.proxy_unreadable) return;
  json.key("proxy").begin_object();
  if (task.proxy) {
    json.member("host", task.proxy->host).member("port", static_cast<int>(task.proxy->port));
    json.member("has_credentials", !task.proxy->authorization.empty());
    json.member("status", to_literal(result.proxy).view());
  } else {
    json.member("status", "unreadable");
  }
  write_text(json, "error", result.proxy_error.view());
  if (result.connect_status != 0) json.member("connect_status", result.connect_status);
  json.member("ms", ms(result.proxy_took)).end_object();
}

void write_chain(JsonWriter& json, const TlsResult& tls) {
  json.key("chain").begin_array();
  for (const auto& certificate : tls.chain) {
    json.begin_object().member("subject", certificate.subject).member("issuer", certificate.issuer);
    if (certificate.not_before) json.member("not_before", format_time(*certificate.not_before));
    if (certificate.not_after) json.member("not_after", format_time(*certificate.not_after));
    json.member("sha256", certificate.sha256).end_object();
  }
  json.end_array();
}

void write_tls(JsonWriter& json, const TlsResult& tls) {
  json.key("tls").begin_object().member("status", to_literal(tls.status).view());
  write_text(json, "error", tls.error.view());
  write_text(json, "version", tls.version);
  write_text(json, "cipher", tls.cipher);
  if (!tls.chain.empty()) {
    json.member("issuer", tls.chain.front().issuer).member("host_match", tls.host_match);
    if (tls.days_left) json.member("days_left", *tls.days_left);
    json.key("problems").begin_array();
    for (const auto problem : tls.problems) json.value(to_literal(problem).view());
    json.end_array();
    write_chain(json, tls);
  }
  json.member("ms", ms(tls.took)).end_object();
}

void write_http(JsonWriter& json, const HttpProbeResult& http) {
  json.key("http").begin_object().member("status", to_literal(http.status).view());
  if (http.status == HttpStatus::ok) {
    json.member("code", http.head.code);
    // Whose clock it is must be certain: what a cache on the way had kept is no time to judge a token by.
    const auto date = http.clock_skew_seconds ? parse_http_date(http.head.header("date")) : std::nullopt;
    if (date) json.member("date", format_time(*date));
    for (const std::string_view name : {"server", "via", "location"}) write_text(json, name, http.head.header(name));
    if (http.clock_skew_seconds) json.member("clock_skew_seconds", *http.clock_skew_seconds);
  }
  json.member("ms", ms(http.took)).end_object();
}

void write_purposes(JsonWriter& json, const std::vector<ProbePurpose>& purposes) {
  json.member("purpose", to_literal(purposes.empty() ? ProbePurpose::operator_named : purposes.front()).view());
  if (purposes.size() < 2) return;
  json.key("purposes").begin_array();
  for (const ProbePurpose purpose : purposes) json.value(to_literal(purpose).view());
  json.end_array();
}

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
  write_statistics(json, series);
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
