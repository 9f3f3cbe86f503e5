#pragma once

#include "collector/destination.hpp"
#include "collector/dns_resolver.hpp"
#include "collector/http_probe.hpp"
#include "collector/probe_auth.hpp"
#include "collector/probe_transfer.hpp"
#include "collector/proxy_tunnel.hpp"
#include "collector/tcp_connector.hpp"
#include "collector/tls_client.hpp"

#include <sgw_diag/source.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// How long each rung may take, and all of them together; the run's deadline and stop cut in besides.
struct ProbeLimits {
  std::chrono::milliseconds dns{2000};
  std::chrono::milliseconds tcp{3000};
  std::chrono::milliseconds proxy{3000};  // CONNECT
  std::chrono::milliseconds tls{3000};
  std::chrono::milliseconds http{4000};
  std::chrono::milliseconds transfer{2000};
  std::chrono::milliseconds auth{4000};
  std::chrono::milliseconds ladder{10000};
};

struct ProbeOptions {
  DnsOptions dns;
  TlsOptions tls;
  ProbeLimits limits;
  // Connections beside the first, where they tell more: a large transfer, older TLS versions.
  bool further_connections = true;
  std::optional<AuthRequest> auth = std::nullopt;  // --probe-auth; without it no token is ever sent
};

// For climbing again what was climbed before, to see whether it is always the same: no more than the first connection,
// and of the resolvers only those that a program would ask.
ProbeOptions for_repetition(ProbeOptions options);

// A destination and the way to it.
struct ProbeTask {
  std::string host;
  bool absolute = false;  // no search domain is tried for it
  std::uint16_t port = 443;
  Transport transport = Transport::https;
  std::string path = "/";                                 // that is asked for
  std::optional<ProxyAddress> proxy;                      // through it, when set
  bool proxy_unreadable = false;                          // there is a proxy setting that is none
  std::optional<NoProxyReading> no_proxy = std::nullopt;  // where a proxy is set, and NO_PROXY as well

  bool plain() const { return transport == Transport::http; }
};

enum class Rung { dns, tcp, proxy, tls, http, transfer, auth };
// Those that every climb has; the others are tried once.
inline constexpr std::array k_rungs{Rung::dns, Rung::tcp, Rung::proxy, Rung::tls, Rung::http};
Literal to_literal(Rung rung);

// With a proxy, its own name and address are what is resolved and connected to, and a fault there is the proxy's rung:
// the destination's name is the proxy's business then, so `dns` and `tcp` are skipped.
struct LadderResult {
  UtcTime started{};  // by this host's clock
  DnsResult dns;
  TcpResult tcp;
  ProxyStatus proxy = ProxyStatus::none;
  Literal proxy_error = "";  // of the TLS handshake with the proxy
  int connect_status = 0;    // HTTP status of the answer to CONNECT (or of a plain request that the proxy denied)
  std::vector<std::string> proxy_auth_schemes;  // of a 407
  std::chrono::milliseconds proxy_took{0};
  TlsResult tls;
  HttpProbeResult http;
  TransferResult transfer;
  AuthResult auth;
  std::optional<Rung> broken;
  bool cut = false;  // the run's stop or deadline ended it: a rung that then failed proves nothing, `broken` is unset
  bool tried = false;
  bool at_end = false;  // the last rung that the transport has was climbed

  // All rungs answered.
  bool whole() const { return !cut && !broken && at_end; }
};

// Climbs until a rung breaks. Sends no credentials but the proxy's own, to the proxy, and with --probe-auth the
// gateway's, to its configuration endpoint. Each call is told to `calls`.
LadderResult climb(const ProbeTask& task, const ProbeOptions& options, const CollectContext& context,
                   const ProbeCalls& calls);

}  // namespace sgw::collector
