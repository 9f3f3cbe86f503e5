#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::collector {

// What an operator may give as an endpoint.
struct EndpointAddress {
  std::string host;       // without brackets; empty or no host name if what was typed is not one
  bool absolute = false;  // written with a final dot, which is not in `host`: no search domain is tried
  std::uint16_t port = 443;
  bool plain = false;    // http://
  std::string userinfo;  // must not be there; to be learnt and never used
};

// "[scheme://][userinfo@]host[:port][/path]", also a bare IPv6 address. Never fails: what makes no sense stays in
// `host` and is then the finding.
EndpointAddress parse_endpoint_address(std::string_view text);

// Whether it is an endpoint that can be probed: no scheme or https, a host name or an address, a port from 1 to 65535.
bool is_endpoint(std::string_view text);
// The same with http:// as well.
bool is_probe(std::string_view text);

}  // namespace sgw::collector
