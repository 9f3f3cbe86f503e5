#pragma once

#include <sgw_diag/artifact.hpp>
#include <sgw_diag/safe_text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// Proxy settings as they were found: URLs or host:port, possibly with credentials. Raw: only for the gate and the
// probe.
struct ProxySettings {
  std::string http;
  std::string https;
  std::string no_proxy;

  bool empty() const { return http.empty() && https.empty() && no_proxy.empty(); }
};

// What a gateway wants of a destination; in order of weight. Source: learn.microsoft.com, "Self-hosted gateway
// overview", connectivity to Azure.
enum class ProbePurpose {
  configuration_endpoint,
  entra,             // signs the gateway in
  azure_management,  // checks the rights of who has signed in
  storage,           // quotas, API inspector
  application_insights,
  open_telemetry,
  statsd,
  syslog,
  registry,        // what its image was pulled from: of weight to whoever pulls, which is not the gateway
  operator_named,  // --probe, or --endpoint beside the settings'
};
Literal to_literal(ProbePurpose purpose);

// The last thing that can be asked without speaking the other side's own language.
enum class Transport {
  https,
  http,
  tls,  // not HTTP/1.1 behind it: the handshake is the last rung
  tcp,  // a connection is
  udp,  // nobody answers: the name is
};

// What a gateway signs in with where its settings hold a token. Raw; for --probe-auth alone.
struct GatewayToken {
  std::string gateway;        // its id
  std::string authorization;  // the whole value: "GatewayKey …"
};

// A place that a gateway has to reach.
struct Destination {
  std::string host;       // a name or a literal address; may be empty or nonsense, which is then the finding
  bool absolute = false;  // each that names it does so with a final dot: search domains are not tried
  std::uint16_t port = 443;
  Transport transport = Transport::https;
  std::vector<ProbePurpose> purposes;   // ascending, each once; empty: whoever probes it knows
  bool from_flag = false;               // named by a flag
  std::vector<InstanceId> instances;    // whose settings or image name it, ascending, each once
  ProxySettings proxy;                  // of the first instance that has any
  bool tokens_differ = false;           // of its instances: one answer would not hold for all
  std::optional<GatewayToken> token{};  // of a configuration endpoint, of the first instance that has one
};

}  // namespace sgw::collector
