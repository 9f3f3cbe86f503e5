#pragma once

#include "collector/probe_way.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace sgw::collector {

// --probe-auth: the gateway's own credential, for its own configuration endpoint. Sent to that host and port alone.
struct AuthRequest {
  std::string host;
  std::uint16_t port = 443;
  std::string gateway;        // its id, for the path of a configuration poll
  std::string authorization;  // the whole value: "GatewayKey …"
};

enum class AuthStatus {
  ok,
  unauthorized,  // 401
  forbidden,     // 403
  not_found,     // 404
  throttled,     // 429
  server_error,  // 5xx
  rejected,      // another status
  no_answer,
  withheld,  // the token was not sent: nothing proves that the other side is the endpoint, or it cannot be sent
  skipped,
};
Literal to_literal(AuthStatus status);

struct AuthResult {
  AuthStatus status = AuthStatus::skipped;
  int code = 0;  // HTTP status
  std::chrono::milliseconds took{0};
};

// One GET as the gateway's configuration poll has it, on a connection of its own, whose certificate must be trusted,
// within its dates, for that host, and not signed by a product that opens TLS. Nothing of the answer but its status is
// kept.
AuthResult check_auth(const ProbeWay& way, const AuthRequest& request, const TlsOptions& tls, const ProbeTime& time,
                      const ProbeCalls& calls);

}  // namespace sgw::collector
