#include "collector/proxy_tunnel.hpp"

namespace sgw::collector {

namespace {

ProxyStatus status_of(Io state) {
  switch (state) {
    case Io::done:
      return ProxyStatus::ok;
    case Io::timeout:
      return ProxyStatus::timeout;
    case Io::closed:
    case Io::reset:
      return ProxyStatus::reset;
    case Io::error:
      return ProxyStatus::error;
  }
  return ProxyStatus::error;
}

std::string request_for(const ProxyAddress& proxy, const std::string& authority) {
  std::string text = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: sgw-diag\r\n";
  if (!proxy.authorization.empty()) text += "Proxy-Authorization: " + proxy.authorization + "\r\n";
  return text + "\r\n";
}

}  // namespace

Literal to_literal(ProxyStatus status) {
  switch (status) {
    case ProxyStatus::none:
      return "none";
    case ProxyStatus::ok:
      return "ok";
    case ProxyStatus::denied:
      return "denied";
    case ProxyStatus::unresolved:
      return "unresolved";
    case ProxyStatus::refused:
      return "refused";
    case ProxyStatus::timeout:
      return "timeout";
    case ProxyStatus::unreachable:
      return "unreachable";
    case ProxyStatus::reset:
      return "reset";
    case ProxyStatus::error:
      return "error";
    case ProxyStatus::untrusted:
      return "untrusted";
    case ProxyStatus::unsupported:
      return "unsupported";
  }
  return "error";
}

TunnelResult open_tunnel(ProbeStream& stream, const ProxyAddress& proxy, const std::string& authority,
                         const ProbeTime& time) {
  TunnelResult result;
  if (const Io written = stream.write(request_for(proxy, authority), time); written != Io::done) {
    result.status = status_of(written);
    return result;
  }
  // A server that lets the client speak first sends nothing behind its head, so that none of it is lost here.
  const HttpHeadResult answer = read_http_head(stream, time);
  result.status = status_of(answer.state);
  if (answer.state != Io::done) return result;
  result.code = answer.head.code;
  if (result.code / 100 != 2) result.status = ProxyStatus::denied;
  return result;
}

}  // namespace sgw::collector
