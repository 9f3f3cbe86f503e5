#include "collector/probe_auth.hpp"

#include "collector/dns_name.hpp"
#include "collector/http_probe.hpp"
#include "collector/percent_encoding.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr unsigned k_https_port = 443;

bool stands_as_it_is(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// One line of a header, and nothing that could begin another.
bool can_be_sent(const AuthRequest& request) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  return !request.gateway.empty() && !request.authorization.empty() &&
         std::all_of(request.authorization.begin(), request.authorization.end(), printable);
}

bool is_proven(const TlsResult& tls) {
  return tls.proves_host() && tls.status == TlsStatus::ok && tls.signer.by != SignedBy::interceptor;
}

AuthStatus status_of(int code) {
  if (code / 100 == 2) return AuthStatus::ok;
  if (code / 100 == 5) return AuthStatus::server_error;
  switch (code) {
    case 401:
      return AuthStatus::unauthorized;
    case 403:
      return AuthStatus::forbidden;
    case 404:
      return AuthStatus::not_found;
    case 429:
      return AuthStatus::throttled;
    default:
      return AuthStatus::rejected;
  }
}

}  // namespace

Literal to_literal(AuthStatus status) {
  switch (status) {
    case AuthStatus::ok:
      return "ok";
    case AuthStatus::unauthorized:
      return "unauthorized";
    case AuthStatus::forbidden:
      return "forbidden";
    case AuthStatus::not_found:
      return "not-found";
    case AuthStatus::throttled:
      return "throttled";
    case AuthStatus::server_error:
      return "server-error";
    case AuthStatus::rejected:
      return "rejected";
    case AuthStatus::no_answer:
      return "no-answer";
    case AuthStatus::withheld:
      return "withheld";
    case AuthStatus::skipped:
      return "skipped";
  }
  return "skipped";
}

AuthResult check_auth(const ProbeWay& way, const AuthRequest& request, const TlsOptions& tls, const ProbeTime& time,
                      const ProbeCalls& calls) {
  AuthResult result;
  if (normal_host(request.host) != way.host || request.port != way.port) return result;
  const Stopwatch watch;
  result.status = AuthStatus::withheld;
  if (!can_be_sent(request)) return result;
  const TlsResult secured = way.connect_tls(tls, {}, time, calls);
  if (is_proven(secured)) {
    HttpProbeRequest poll;
    poll.target = "/gateways/" + percent_encoded(request.gateway, &stands_as_it_is) + "/events?$top=1";
    poll.host = host_and_port(way.host, way.port, k_https_port);
    poll.token = request.authorization;
    const HttpProbeResult answer = http_get(*secured.stream, poll, time);
    calls({"GET", "https://" + poll.host + "/gateways/<gateway>/events", answer.head.code, answer.took});
    result.code = answer.head.code;
    result.status = answer.status == HttpStatus::ok ? status_of(answer.head.code) : AuthStatus::no_answer;
  }
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
