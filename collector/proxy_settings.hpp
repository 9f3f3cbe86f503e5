#pragma once

#include "collector/targets.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// A proxy as a setting names it.
struct ProxyAddress {
  std::string scheme = "http";  // in lower case; "http" and "https" can be spoken to here
  std::string host;
  std::uint16_t port = 0;
  std::string userinfo;       // as written, "user:password"; empty without
  std::string password;       // decoded
  std::string authorization;  // the value of Proxy-Authorization; empty without credentials
};

// "[scheme://][user[:password]@]host[:port][/…]". Nothing when that is not what it is. The port without one is the
// scheme's, as .NET reads it.
std::optional<ProxyAddress> parse_proxy(std::string_view setting);

// The same as a URL, with its credentials.
std::string proxy_url(const ProxyAddress& proxy);

// How NO_PROXY is read for a host.
struct NoProxyReading {
  bool exempt = false;
  std::string entry;                 // that exempts it, as written
  std::vector<std::string> ignored;  // entries that look like a network or have a port: the gateway takes them for host
                                     // names that no host has; at most 8, of 256 bytes
};

// As .NET reads it, for that is what the gateway does: a list with commas; an entry with a leading dot (or "*.") means
// the domain and all below it, any other just that host; "*" means all.
NoProxyReading read_no_proxy(std::string_view no_proxy, std::string_view host);

// What the settings say of the way to a host.
struct ProxyChoice {
  std::optional<ProxyAddress> proxy;       // none: straight there
  bool unreadable = false;                 // one is set for it, and what is set is no proxy
  std::optional<NoProxyReading> no_proxy;  // when a proxy is set for it, and NO_PROXY as well
};
ProxyChoice proxy_for(const ProxySettings& settings, std::string_view host, bool plain);

// This process's environment: https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY; http_proxy (HTTP_PROXY counts too: this
// is no CGI program); no_proxy, NO_PROXY.
ProxySettings proxy_settings_of_environment();

}  // namespace sgw::collector
