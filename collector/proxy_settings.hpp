#pragma once

#include "collector/targets.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

// Whether NO_PROXY exempts the host, read as .NET reads it, for that is what the gateway does: a list with commas; an
// entry with a leading dot (or "*.") means the domain and all below it, any other just that host; "*" means all.
bool is_exempt(std::string_view no_proxy, std::string_view host);

// What the settings say of the way to a host.
struct ProxyChoice {
  std::optional<ProxyAddress> proxy;  // none: straight there
  bool unreadable = false;            // one is set for it, and what is set is no proxy
};
ProxyChoice proxy_for(const ProxySettings& settings, std::string_view host, bool plain);

// This process's environment: https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY; http_proxy (HTTP_PROXY counts too: this
// is no CGI program); no_proxy, NO_PROXY.
ProxySettings proxy_settings_of_environment();

}  // namespace sgw::collector
