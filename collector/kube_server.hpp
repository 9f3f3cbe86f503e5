#pragma once

#include "collector/kube_config.hpp"

#include <sgw_diag/source.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

struct KubeServerAddress {
  std::string url;   // "https://host:port/prefix", without a slash at the end
  std::string host;  // normal form, IPv6 without brackets
  unsigned port = 443;
  bool tls = true;
};

// The address of an API server as a kubeconfig has it; without a scheme it is http, as kubectl takes it. `problem`, why
// it is none.
std::optional<KubeServerAddress> parse_kube_server(std::string_view text, Literal& problem);

// Why `url` is no proxy that can be used; nothing when it is one.
std::optional<Literal> kube_proxy_problem(std::string_view url);

// The proxy that the environment names for the server, read as Go does, which kubectl is written in: HTTPS_PROXY (or
// HTTP_PROXY) before the small spelling and no ALL_PROXY; NO_PROXY with addresses, networks ("10.0.0.0/8"), domains
// (those below them too) and ports; never for localhost and loopback. Empty: none. Error: bad_usage, a proxy that is
// none.
RawResult<std::string> kube_environment_proxy(const KubeServerAddress& server, const Environment& environment);

}  // namespace sgw::collector
