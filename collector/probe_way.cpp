#include "collector/probe_way.hpp"

#include "collector/dns_name.hpp"
#include "collector/proxy_tunnel.hpp"

#include <utility>

namespace sgw::collector {

void report_probe_call(RawSink& sink, Literal verb, std::string target, int status, std::chrono::milliseconds took) {
  sink.call({.source = SafeName("probe"),
             .verb = verb,
             .target = RawText(std::move(target)),
             .status = status,
             .took = took});
}

std::string ProbeWay::authority() const { return host_and_port(host, port, 0); }

std::unique_ptr<ProbeStream> ProbeWay::connect(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                                               RawSink& sink) const {
  if (address.empty()) return nullptr;
  const std::uint16_t first_port = proxy ? proxy->port : port;
  TcpResult connected = connect_all({address}, first_port, time, tcp);
  report_probe_call(sink, "connect", host_and_port(address, first_port, 0), 0, connected.took);
  if (!connected.usable()) return nullptr;
  std::unique_ptr<ProbeStream> stream = std::make_unique<SocketStream>(std::move(connected.socket));
  if (!proxy) return stream;
  const std::string proxy_authority = host_and_port(proxy->host, proxy->port, 0);
  if (proxy->scheme == "https") {
    TlsResult secured = handshake(std::move(stream), proxy->host, {.ca_file = tls.ca_file}, time);
    report_probe_call(sink, "handshake", proxy_authority, 0, secured.took);
    if (!secured.proves_host()) return nullptr;
    stream = std::move(secured.stream);
  }
  const Stopwatch watch;
  const TunnelResult opened = open_tunnel(*stream, *proxy, authority(), time);
  report_probe_call(sink, "CONNECT", proxy_authority, opened.code, watch.elapsed());
  return opened.status == ProxyStatus::ok ? std::move(stream) : nullptr;
}

TlsResult ProbeWay::connect_tls(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                                RawSink& sink) const {
  std::unique_ptr<ProbeStream> wire = connect(tls, tcp, time, sink);
  if (!wire) return {};
  TlsResult shaken = handshake(std::move(wire), host, tls, time);
  report_probe_call(sink, "handshake", authority(), 0, shaken.took);
  return shaken;
}

}  // namespace sgw::collector
