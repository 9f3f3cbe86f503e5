#include "collector/probe_ladder.hpp"

#include "collector/dns_name.hpp"
#include "collector/probe_way.hpp"

#include <memory>
#include <set>
#include <utility>

namespace sgw::collector {

namespace {

constexpr unsigned k_https_port = 443, k_http_port = 80;

ProxyStatus proxy_status_of(TcpStatus status) {
  switch (status) {
    case TcpStatus::refused:
      return ProxyStatus::refused;
    case TcpStatus::timeout:
      return ProxyStatus::timeout;
    case TcpStatus::unreachable:
      return ProxyStatus::unreachable;
    case TcpStatus::reset:
      return ProxyStatus::reset;
    default:
      return ProxyStatus::error;
  }
}

ProxyStatus proxy_status_of(TlsStatus status) {
  switch (status) {
    case TlsStatus::timeout:
      return ProxyStatus::timeout;
    case TlsStatus::reset:
      return ProxyStatus::reset;
    case TlsStatus::handshake_failed:
    case TlsStatus::error:
      return ProxyStatus::error;
    default:
      return ProxyStatus::untrusted;
  }
}

class Ladder {
 public:
  Ladder(const ProbeTask& task, const ProbeOptions& options, const CollectContext& context, const ProbeCalls& calls)
      : task_(task),
        options_(options),
        context_(context),
        calls_(calls),
        end_(context.deadline.capped(options.limits.ladder)),
        way_{normal_host(task.host), task.port, task.proxy, {}} {}

  LadderResult climb() {
    result_.started = wall_clock();
    // What is no host name must not get into a request to a proxy either.
    const bool askable = is_host_name(task_.host) || is_address(task_.host);
    std::unique_ptr<ProbeStream> stream = task_.proxy && askable ? by_proxy() : directly();
    if (stream && !task_.plain()) stream = secure(std::move(stream));
    if (stream && task_.transport == Transport::tls) stream = at_end();
    if (stream) ask(*stream);
    stream.reset();
    if (task_.transport == Transport::https || task_.transport == Transport::tls) look_further();
    if (context_.over() && !result_.whole() && !result_.http.origin.captive_portal) {
      forget_what_was_cut();
    }
    return std::move(result_);
  }

 private:
  // That time was over says nothing about the rung that was being tried, and what reads a status must not think so.
  void forget_what_was_cut() {
    result_.cut = true;
    if (result_.broken == Rung::dns) result_.dns.status = DnsStatus::skipped;
    if (result_.broken == Rung::tcp) {
      result_.tcp.status = TcpStatus::skipped;
      result_.tcp.attempts.clear();
    }
    if (result_.broken == Rung::proxy) result_.proxy = ProxyStatus::none;
    if (result_.broken == Rung::tls) result_.tls.status = TlsStatus::skipped;
    if (result_.broken == Rung::http) result_.http.status = HttpStatus::skipped;
    if (result_.broken == Rung::auth) result_.auth = {};
    result_.transfer = {};
    result_.broken.reset();
  }

  ProbeTime time_for(std::chrono::milliseconds limit) const { return {end_.capped(limit), context_.stop}; }

  void call(Literal verb, std::string target, int status, std::chrono::milliseconds took) {
    result_.tried = true;
    calls_({verb, std::move(target), status, took});
  }

  std::string url() const {
    return (task_.plain() ? "http://" : "https://") +
           host_and_port(task_.host, task_.port, task_.plain() ? k_http_port : k_https_port) + task_.path;
  }

  DnsResult look_up(const std::string& host, bool absolute) {
    DnsResult found = resolve(absolute ? host + '.' : host, options_.dns, time_for(options_.limits.dns));
    std::set<std::string> names;
    for (const DnsServerAnswer& answer : found.servers) {
      for (const DnsAsked& asked : answer.asked) names.insert(asked.name);
    }
    names.erase(host);
    for (const std::string& name : names) call("resolve", name, 0, found.took);
    if (!found.servers.empty()) call("resolve", host, 0, found.took);
    result_.tried = true;
    return found;
  }

  TcpResult connect(const std::vector<std::string>& addresses, std::uint16_t port) {
    TcpResult connected = connect_all(addresses, port, time_for(options_.limits.tcp));
    for (const auto& attempt : connected.attempts)
      call("connect", host_and_port(attempt.address, port, 0), 0, attempt.took);
    way_.address = connected.address;
    return connected;
  }

  std::unique_ptr<ProbeStream> broken(Rung rung) {
    result_.broken = rung;
    return nullptr;
  }

  std::unique_ptr<ProbeStream> at_end() {
    result_.at_end = true;
    return nullptr;
  }

  std::unique_ptr<ProbeStream> directly() {
    result_.dns = look_up(task_.host, task_.absolute);
    if (!result_.dns.usable()) return broken(Rung::dns);
    if (task_.transport == Transport::udp) return at_end();
    if (context_.over()) return nullptr;
    result_.tcp = connect(result_.dns.addresses, task_.port);
    if (!result_.tcp.usable()) return broken(Rung::tcp);
    if (task_.transport == Transport::tcp) return at_end();
    return std::make_unique<SocketStream>(std::move(result_.tcp.socket));
  }

  std::unique_ptr<ProbeStream> by_proxy() {
    const Stopwatch watch;
    std::unique_ptr<ProbeStream> stream = connect_to_proxy(*task_.proxy);
    if (stream && !task_.plain() && !tunnel(*stream, *task_.proxy)) stream = broken(Rung::proxy);
    result_.proxy_took = watch.elapsed();
    return stream;
  }

  std::unique_ptr<ProbeStream> connect_to_proxy(const ProxyAddress& proxy) {
    if (proxy.scheme != "http" && proxy.scheme != "https") {
      result_.proxy = ProxyStatus::unsupported;
      return nullptr;
    }
    const DnsResult found = look_up(proxy.host, false);
    if (!found.usable()) {
      result_.proxy = ProxyStatus::unresolved;
      return broken(Rung::proxy);
    }
    TcpResult connected = connect(found.addresses, proxy.port);
    result_.proxy = connected.usable() ? ProxyStatus::ok : proxy_status_of(connected.status);
    if (!connected.usable()) return broken(Rung::proxy);
    auto wire = std::make_unique<SocketStream>(std::move(connected.socket));
    if (proxy.scheme == "http") return wire;
    return secure_proxy(std::move(wire), proxy);
  }

  // The proxy's credentials go to nobody who does not prove to be the proxy.
  std::unique_ptr<ProbeStream> secure_proxy(std::unique_ptr<ProbeStream> wire, const ProxyAddress& proxy) {
    TlsResult secured = handshake(std::move(wire), proxy.host, options_.tls, time_for(options_.limits.tls));
    call("handshake", host_and_port(proxy.host, proxy.port, 0), 0, secured.took);
    if (secured.proves_host()) return std::move(secured.stream);
    result_.proxy = proxy_status_of(secured.status);
    result_.proxy_error = secured.error;
    // That this host trusts nobody is no fault of the proxy's.
    return secured.has_trust_store ? broken(Rung::proxy) : nullptr;
  }

  bool tunnel(ProbeStream& stream, const ProxyAddress& proxy) {
    const Stopwatch watch;
    TunnelResult opened = open_tunnel(stream, proxy, way_.authority(), time_for(options_.limits.proxy));
    result_.proxy = opened.status;
    result_.connect_status = opened.code;
    result_.proxy_auth_schemes = std::move(opened.auth_schemes);
    call("CONNECT", host_and_port(proxy.host, proxy.port, 0), opened.code, watch.elapsed());
    return opened.status == ProxyStatus::ok;
  }

  std::unique_ptr<ProbeStream> secure(std::unique_ptr<ProbeStream> wire) {
    result_.tls = handshake(std::move(wire), normal_host(task_.host), options_.tls, time_for(options_.limits.tls));
    call("handshake", way_.authority(), 0, result_.tls.took);
    if (result_.tls.status != TlsStatus::ok && result_.tls.status != TlsStatus::error) result_.broken = Rung::tls;
    // What somebody else answers is no evidence about the endpoint.
    return result_.tls.proves_host() ? std::move(result_.tls.stream) : nullptr;
  }

  void ask(ProbeStream& stream) {
    HttpProbeRequest request;
    request.target = task_.path;
    request.host = host_and_port(task_.host, task_.port, task_.plain() ? k_http_port : k_https_port);
    if (task_.plain() && task_.proxy) {
      request.target = url();
      request.authorization = task_.proxy->authorization;
    }
    result_.http = http_get(stream, request, time_for(options_.limits.http));
    call("GET", url(), result_.http.head.code, result_.http.took);
    if (result_.http.status == HttpStatus::ok) {
      result_.http.origin = origin_of(result_.http.head, {.host = way_.host,
                                                          .plain = task_.plain(),
                                                          .proxy_asked = task_.plain() && task_.proxy.has_value(),
                                                          .proven = result_.tls.status != TlsStatus::skipped,
                                                          .signed_by = result_.tls.signer.by});
    } else if (result_.tls.asked_for_certificate &&
               (stream.turned_away() || result_.http.status == HttpStatus::reset)) {
      // TLS 1.3 says so only after the handshake, and the end of the connection may overtake the alert.
      result_.tls.status = TlsStatus::handshake_failed;
      result_.tls.failure = TlsFailure::client_certificate;
      result_.tls.error = text_of(result_.tls.failure);
      result_.http.status = HttpStatus::skipped;
      result_.http.error = "";
      result_.broken = Rung::tls;
    }
    if (task_.plain() && task_.proxy && result_.http.head.code == 407) {
      result_.proxy = ProxyStatus::denied;
      result_.connect_status = 407;
      result_.proxy_auth_schemes = proxy_auth_schemes(result_.http.head);
      result_.broken = Rung::proxy;
    } else if (result_.http.status == HttpStatus::ok && result_.http.origin.captive_portal) {
      if (!result_.broken) result_.broken = Rung::http;  // an answer, but nobody's who was asked
    } else if (result_.http.status == HttpStatus::ok) {
      result_.at_end = true;
    } else if (!result_.broken) {
      result_.broken = Rung::http;
    }
  }

  // What a version below 1.2 alone looks like.
  bool may_be_legacy() const {
    const TlsFailure why = result_.tls.failure;
    return why == TlsFailure::protocol_version || why == TlsFailure::no_common_cipher || why == TlsFailure::closed ||
           why == TlsFailure::broken_off;
  }

  void look_further() {
    if (context_.over()) return;
    if (options_.further_connections) {
      if (may_be_legacy()) look_for_legacy();
      if (result_.tls.failure == TlsFailure::timeout) {
        result_.transfer = check_small_packets(way_, options_.tls, time_for(options_.limits.transfer), calls_);
      } else if (result_.whole()) {
        const auto usual = result_.tcp.took + result_.proxy_took + result_.tls.took;
        result_.transfer = check_transfer(way_, options_.tls, usual, time_for(options_.limits.transfer), calls_);
        if (result_.transfer.status == TransferStatus::stalled) result_.broken = Rung::transfer;
      }
    }
    if (options_.auth && result_.http.status == HttpStatus::ok) try_token(*options_.auth);
  }

  void look_for_legacy() {
    TlsOptions legacy = options_.tls;
    legacy.offer = TlsOffer::legacy;
    const TlsResult shaken = way_.connect_tls(legacy, {}, time_for(options_.limits.tls), calls_);
    result_.tls.legacy_version = shaken.version;
  }

  void try_token(const AuthRequest& request) {
    result_.auth = check_auth(way_, request, options_.tls, time_for(options_.limits.auth), calls_);
    const AuthStatus status = result_.auth.status;
    const bool told = status != AuthStatus::ok && status != AuthStatus::skipped && status != AuthStatus::withheld;
    if (told && !result_.broken) result_.broken = Rung::auth;
  }

  const ProbeTask& task_;
  const ProbeOptions& options_;
  const CollectContext& context_;
  const ProbeCalls& calls_;
  Deadline end_;
  ProbeWay way_;
  LadderResult result_;
};

}  // namespace

Literal to_literal(Rung rung) {
  switch (rung) {
    case Rung::dns:
      return "dns";
    case Rung::tcp:
      return "tcp";
    case Rung::proxy:
      return "proxy";
    case Rung::tls:
      return "tls";
    case Rung::http:
      return "http";
    case Rung::transfer:
      return "transfer";
    case Rung::auth:
      return "auth";
  }
  return "http";
}

ProbeOptions for_repetition(ProbeOptions options) {
  options.dns.how = AskServers::in_turn;
  options.further_connections = false;
  options.auth.reset();
  return options;
}

LadderResult climb(const ProbeTask& task, const ProbeOptions& options, const CollectContext& context,
                   const ProbeCalls& calls) {
  return Ladder(task, options, context, calls).climb();
}

}  // namespace sgw::collector
