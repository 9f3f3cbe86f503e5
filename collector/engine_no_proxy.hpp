#pragma once

#include <cstdint>
#include <string_view>

namespace sgw::collector {

// Whether an engine goes to a registry without its proxy. Engines are Go programs, which read the list otherwise than
// the gateway does (proxy_settings.hpp): "contoso.com" means its subdomains as well, ".contoso.com" and "*.contoso.com"
// those alone, a network ("10.0.0.0/8") the addresses in it, an entry with a port that port; what is on this machine
// never goes through a proxy. `host` in its normal form.
bool engine_goes_past_proxy(std::string_view no_proxy, std::string_view host, std::uint16_t port);

}  // namespace sgw::collector
