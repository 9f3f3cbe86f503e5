#include "collector/probe_way.hpp"

#include "collector/dns_name.hpp"
#include "collector/proxy_tunnel.hpp"

#include <utility>

namespace sgw::collector {

std::string ProbeWay::authority() const { return host_and_port(host, port, 0); }

std::unique_ptr<ProbeStream> ProbeWay::connect(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                                               const ProbeCalls& calls) const {
  if (address.empty()) return nullptr;
  const std::uint16_t first_port = proxy ? proxy->port : port;
  TcpResult connected = connect_all({address}, first_port, time, tcp);
  calls({"connect", host_and_port(address, first_port, 0), 0, connected.took});
  if (!connected.usable()) return nullptr;
  std::unique_ptr<ProbeStream> stream = std::make_unique<SocketStream>(std::move(connected.socket));
  if (!proxy) return stream;
  const std::string proxy_authority = host_and_port(proxy->host, proxy->port, 0);
  if (proxy->scheme == "https") {
    TlsResult secured = handshake(std::move(stream), proxy->host, {.ca_file = tls.ca_file}, time);
    calls({"handshake", proxy_authority, 0, secured.took});
    if (!secured.proves_host()) return nullptr;
    stream = std::move(secured.stream);
  }
  const Stopwatch watch;
  const TunnelResult opened = open_tunnel(*stream, *proxy, authority(), time);
  calls({"CONNECT", proxy_authority, opened.code, watch.elapsed()});
  return opened.status == ProxyStatus::ok ? std::move(stream) : nullptr;
}

TlsResult ProbeWay::connect_tls(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                                const ProbeCalls& calls) const {
  std::unique_ptr<ProbeStream> wire = connect(tls, tcp, time, calls);
  if (!wire) return {};
  TlsResult shaken = handshake(std::move(wire), host, tls, time);
  calls({"handshake", authority(), 0, shaken.took});
  return shaken;
}

}  // namespace sgw::collector
