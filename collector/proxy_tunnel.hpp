#pragma once

#include "collector/http_head.hpp"
#include "collector/proxy_settings.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace sgw::collector {

// ok: the tunnel stands. denied: the proxy said no (its status code tells why). nxdomain … reset: the proxy itself was
// not reached. untrusted: an https:// proxy without a certificate that proves it is the one. unsupported: neither an
// http:// nor an https:// proxy; not tried.
enum class ProxyStatus {
  none,
  ok,
  denied,
  unresolved,
  refused,
  timeout,
  unreachable,
  reset,
  error,
  untrusted,
  unsupported,
};
Literal to_literal(ProxyStatus status);

struct TunnelResult {
  ProxyStatus status = ProxyStatus::error;
  int code = 0;  // HTTP status of the answer to CONNECT; 0 without an answer
  std::vector<std::string> auth_schemes;
};

// The kinds of credentials that a proxy's 407 accepts, in the order of its Proxy-Authenticate headers, each once:
// basic, digest, ntlm, negotiate, bearer; "other" for all else.
std::vector<std::string> proxy_auth_schemes(const HttpHead& head);

// CONNECT `authority` ("host:port") over a connection to the proxy; sends the proxy's credentials, to the proxy alone.
TunnelResult open_tunnel(ProbeStream& stream, const ProxyAddress& proxy, const std::string& authority,
                         const ProbeTime& time);

}  // namespace sgw::collector
