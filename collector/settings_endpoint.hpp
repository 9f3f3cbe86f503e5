#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// The configuration endpoint as the setting gives it, with or without "https://".
struct EndpointFacts {
  std::string form;  // v2, v1, gateway-host, custom, invalid
  std::string host;  // empty when invalid
  std::uint16_t port = 443;
  bool absolute = false;              // written with a final dot, which is not in `host`
  bool usable = false;                // host and port can be asked
  std::vector<std::string> problems;  // ARCHITECTURE.md, "Problems"
};

EndpointFacts parse_endpoint(std::string_view value);

// Problems of how a value is wrapped: quoted, leading-blank, trailing-blank, trailing-newline. Returns what is inside.
std::string_view unwrap_value(std::string_view value, std::vector<std::string>& problems);

// "user:password" of "scheme://user:password@host"; empty without an '@' in the authority.
std::string_view url_credentials(std::string_view url);
// The host of a URL or host:port, without credentials, brackets and port.
std::string url_host(std::string_view url);

}  // namespace sgw::collector
