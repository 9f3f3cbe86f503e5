#pragma once

#include "collector/probe_ladder.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

// One member each of the object of probes/<destination>.json that `json` is in, as ARCHITECTURE.md says.
void write_dns(JsonWriter& json, const DnsResult& dns);
void write_tcp(JsonWriter& json, const TcpResult& tcp);
// Nothing where no proxy is set.
void write_proxy(JsonWriter& json, const ProbeTask& task, const LadderResult& result);
// Its member `no_proxy`.
void write_no_proxy(JsonWriter& json, const NoProxyReading& reading);
void write_tls(JsonWriter& json, const TlsResult& tls);
void write_http(JsonWriter& json, const HttpProbeResult& http);
void write_transfer(JsonWriter& json, const TransferResult& transfer);
// Nothing without --probe-auth.
void write_auth(JsonWriter& json, const AuthResult& auth);

}  // namespace sgw::collector
