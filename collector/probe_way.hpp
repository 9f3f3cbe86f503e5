#pragma once

#include "collector/probe_call.hpp"
#include "collector/probe_stream.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/tcp_connector.hpp"
#include "collector/tls_client.hpp"

#include <sgw_diag/source.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sgw::collector {

// The way to a destination that a climb has found: the address that answered, of the destination or of its proxy. Makes
// further connections there, each of which is reported.
struct ProbeWay {
  std::string host;  // of the destination, in its normal form
  std::uint16_t port = 0;
  std::optional<ProxyAddress> proxy;
  std::string address;  // empty: nothing answered, and there is no way

  std::string authority() const;
  // Connected, through the proxy's tunnel where there is one; empty when that fails. Credentials go to a proxy that
  // proves to be it.
  std::unique_ptr<ProbeStream> connect(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                                       const ProbeCalls& calls) const;
  // The same with a handshake on top; a failed connection is a TlsStatus::skipped.
  TlsResult connect_tls(const TlsOptions& tls, const TcpOptions& tcp, const ProbeTime& time,
                        const ProbeCalls& calls) const;
};

}  // namespace sgw::collector
