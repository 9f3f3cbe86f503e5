#include "collector/probe_rung_report.hpp"

#include "collector/http_head.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

void write_servers(JsonWriter& json, const std::vector<DnsServerAnswer>& servers) {
  json.key("servers").begin_array();
  for (const auto& one : servers) {
    json.begin_object().member("server", one.server).member("status", to_literal(one.status).view());
    write_list(json, "addresses", one.addresses);
    if (one.truncated) json.member("truncated", true);
    if (one.slow()) json.member("slow", true);
    json.member("ms", ms(one.took)).end_object();
  }
  json.end_array();
}

// Where names in search domains were asked for: what the server said whose answer counts.
void write_search(JsonWriter& json, const DnsResult& dns) {
  if (dns.search_queries == 0 || dns.servers.empty()) return;
  const DnsServerAnswer& answer = dns.servers[answer_that_counts(dns.servers)];
  json.key("search").begin_object().key("asked").begin_array();
  for (const DnsAsked& asked : answer.asked) {
    json.begin_object().member("name", asked.name).member("status", to_literal(asked.status).view()).end_object();
  }
  json.end_array();
  if (answer.as_is) {
    json.member("answered", answer.asked.back().name);
    json.member("as_is", to_literal(answer.as_is->status).view());
    write_list(json, "as_is_addresses", answer.as_is->addresses);
  }
  json.member("shadowed", dns.findings.shadowed).end_object();
}

void write_lookup(JsonWriter& json, const DnsResult& dns) {
  json.key("resolver").begin_object();
  write_list(json, "servers", dns.resolver->servers);
  write_list(json, "search", dns.resolver->search);
  write_list(json, "options", dns.resolver->options);
  json.member("ndots", static_cast<int>(dns.resolver->ndots())).end_object();
  json.member("search_queries", static_cast<int>(dns.search_queries));
  write_search(json, dns);
  write_servers(json, dns.servers);
  json.member("private_link", dns.findings.private_link).member("private", dns.findings.all_private);
  json.member("sinkhole", dns.findings.sinkhole).member("loop", dns.findings.loop);
  json.member("disagree", dns.findings.servers_disagree);
  if (!dns.hosts) return;
  json.key("hosts_file").begin_object();
  write_list(json, "addresses", dns.hosts->addresses);
  if (dns.hosts->differs) json.member("differs", *dns.hosts->differs);
  json.end_object();
}

std::string_view family_word(const TcpResult& tcp, AddressFamily family) {
  const TcpStatus status = family_status(tcp.attempts, family);
  return status == TcpStatus::skipped ? "none" : to_literal(status).view();
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

}  // namespace

void write_dns(JsonWriter& json, const DnsResult& dns) {
  json.key("dns").begin_object().member("status", to_literal(dns.status).view());
  if (dns.origin != DnsOrigin::none) json.member("origin", to_literal(dns.origin).view());
  write_list(json, "addresses", dns.addresses);
  write_list(json, "cnames", dns.cnames);
  write_text(json, "error", dns.error.view());
  if (dns.resolver) write_lookup(json, dns);
  json.member("ms", ms(dns.took)).end_object();
}

void write_tcp(JsonWriter& json, const TcpResult& tcp) {
  json.key("tcp").begin_object().member("status", to_literal(tcp.status).view()).member("ms", ms(tcp.took));
  json.member("ipv4", family_word(tcp, AddressFamily::ipv4)).member("ipv6", family_word(tcp, AddressFamily::ipv6));
  json.key("addresses").begin_array();
  for (const auto& attempt : tcp.attempts) {
    json.begin_object()
        .member("address", attempt.address)
        .member("family", attempt.ipv6 ? "ipv6" : "ipv4")
        .member("status", to_literal(attempt.status).view());
    write_text(json, "reason", attempt.reason.view());
    json.member("ms", ms(attempt.took)).end_object();
  }
  json.end_array().end_object();
}

void write_no_proxy(JsonWriter& json, const NoProxyReading& reading) {
  json.key("no_proxy").begin_object().member("exempt", reading.exempt);
  write_text(json, "entry", reading.entry);
  write_list(json, "ignored", reading.ignored);
  json.end_object();
}

void write_proxy(JsonWriter& json, const ProbeTask& task, const LadderResult& result) {
  if (!task.proxy && !task.proxy_unreadable && !task.no_proxy) return;
  json.key("proxy").begin_object();
  if (task.proxy) {
    json.member("host", task.proxy->host).member("port", static_cast<int>(task.proxy->port));
    json.member("has_credentials", !task.proxy->authorization.empty());
    json.member("status", to_literal(result.proxy).view());
  } else if (task.proxy_unreadable) {
    json.member("status", "unreadable");
  } else {
    json.member("status", to_literal(ProxyStatus::none).view());
  }
  json.member("direct", !task.proxy);
  if (task.no_proxy) write_no_proxy(json, *task.no_proxy);
  write_text(json, "error", result.proxy_error.view());
  if (result.connect_status != 0) json.member("connect_status", result.connect_status);
  if (!result.proxy_auth_schemes.empty()) write_list(json, "auth_schemes", result.proxy_auth_schemes);
  json.member("ms", ms(result.proxy_took)).end_object();
}

void write_tls(JsonWriter& json, const TlsResult& tls) {
  json.key("tls").begin_object().member("status", to_literal(tls.status).view());
  write_text(json, "error", tls.error.view());
  write_text(json, "reason", to_literal(tls.failure).view());
  write_text(json, "version", tls.version);
  write_text(json, "cipher", tls.cipher);
  if (!tls.chain.empty()) {
    json.member("issuer", tls.chain.front().issuer).member("host_match", tls.host_match);
    json.member("signed_by", to_literal(tls.signer.by).view());
    write_text(json, "interceptor", tls.signer.interceptor);
    json.member("missing_intermediate", tls.missing_intermediate);
    write_text(json, "key_type", tls.key.type.view());
    json.member("key_bits", tls.key.bits).member("weak", tls.key.weak);
    if (tls.days_left) json.member("days_left", *tls.days_left);
    json.key("problems").begin_array();
    for (const auto problem : tls.problems) json.value(to_literal(problem).view());
    json.end_array();
    write_chain(json, tls);
  }
  if (tls.asked_for_certificate) {
    const bool required = tls.failure == TlsFailure::client_certificate;
    json.member("client_certificate", required ? "required" : "asked");
  }
  if (!tls.legacy_version.empty()) json.member("legacy_only", true).member("legacy_version", tls.legacy_version);
  json.member("ms", ms(tls.took)).end_object();
}

void write_http(JsonWriter& json, const HttpProbeResult& http) {
  json.key("http").begin_object().member("status", to_literal(http.status).view());
  write_text(json, "error", http.error.view());
  if (http.status == HttpStatus::ok) {
    json.member("code", http.head.code);
    // Whose clock it is must be certain: what a cache on the way had kept is no time to judge a token by.
    const auto date = http.clock_skew_seconds ? parse_http_date(http.head.header("date")) : std::nullopt;
    if (date) json.member("date", format_time(*date));
    for (const std::string_view name : {"server", "via", "location"}) write_text(json, name, http.head.header(name));
    json.member("answered_by", to_literal(http.origin.by).view());
    json.member("captive_portal", http.origin.captive_portal);
    write_text(json, "filter", http.origin.filter);
    if (http.clock_skew_seconds) json.member("clock_skew_seconds", *http.clock_skew_seconds);
  }
  json.member("ms", ms(http.took)).end_object();
}

void write_transfer(JsonWriter& json, const TransferResult& transfer) {
  json.key("transfer").begin_object().member("status", to_literal(transfer.status).view());
  if (transfer.mtu_black_hole) json.member("cause", "mtu-black-hole");
  if (transfer.behind_proxy) json.member("cause", "behind-proxy");
  if (transfer.status != TransferStatus::skipped) {
    json.member("sent_bytes", transfer.sent).member("received_bytes", transfer.received);
  }
  json.member("ms", ms(transfer.took)).end_object();
}

void write_auth(JsonWriter& json, const AuthResult& auth) {
  if (auth.status == AuthStatus::skipped) return;
  json.key("auth").begin_object().member("status", to_literal(auth.status).view());
  if (auth.code != 0) json.member("code", auth.code);
  json.member("ms", ms(auth.took)).end_object();
}

}  // namespace sgw::collector
