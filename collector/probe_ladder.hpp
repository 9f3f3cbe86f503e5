#pragma once

#include "collector/destination.hpp"
#include "collector/dns_resolver.hpp"
#include "collector/http_probe.hpp"
#include "collector/proxy_tunnel.hpp"
#include "collector/tcp_connector.hpp"
#include "collector/tls_client.hpp"

#include <sgw_diag/source.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace sgw::collector {

// How long each rung may take, and all of them together; the run's deadline and stop cut in besides.
struct ProbeLimits {
  std::chrono::milliseconds dns{2000};
  std::chrono::milliseconds tcp{3000};
  std::chrono::milliseconds proxy{3000};  // CONNECT
  std::chrono::milliseconds tls{3000};
  std::chrono::milliseconds http{4000};
  std::chrono::milliseconds ladder{10000};
};

// One call as it was made. Raw.
struct ProbeCall {
  Literal verb = "";
  std::string target;
  int status = 0;
  std::chrono::milliseconds took{0};
};

struct ProbeOptions {
  DnsOptions dns;
  TlsOptions tls;
  ProbeLimits limits;
  std::function<void(const ProbeCall& call)> on_call{};  // told of each besides the sink; may be empty
};

// A destination and the way to it.
struct ProbeTask {
  std::string host;
  std::uint16_t port = 443;
  Transport transport = Transport::https;
  std::optional<ProxyAddress> proxy;  // through it, when set
  bool proxy_unreadable = false;      // there is a proxy setting that is none

  bool plain() const { return transport == Transport::http; }
};

enum class Rung { dns, tcp, proxy, tls, http };
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
  std::chrono::milliseconds proxy_took{0};
  TlsResult tls;
  HttpProbeResult http;
  std::optional<Rung> broken;
  bool cut = false;  // the run's stop or deadline ended it: a rung that then failed proves nothing, `broken` is unset
  bool tried = false;
  bool at_end = false;  // the last rung that the transport has was climbed

  // All rungs answered.
  bool whole() const { return !cut && !broken && at_end; }
};

// Climbs until a rung breaks. Sends no credentials but the proxy's own, to the proxy. Reports each call to `sink`.
LadderResult climb(const ProbeTask& task, const ProbeOptions& options, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
