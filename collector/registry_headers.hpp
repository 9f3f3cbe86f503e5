#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// What a registry's response headers say about where to go next. They are foreign: whatever leads elsewhere than to
// the server that was asked is refused.

// The path and query of `url` when it is on the server `base` ("https://host[:port]"): a path of its own, or an
// absolute address with the same scheme, host and port. Nothing for any other place.
std::optional<std::string> target_on(std::string_view base, std::string_view url);

// A place of its own that gives out tokens.
struct TokenPlace {
  std::string host;  // a name: what a certificate is for, and no address of somebody's network
  std::uint16_t port = 443;
  std::string target;  // path and query

  std::string base() const;  // "https://host:port", no path
};
// Nothing for any but an https:// address, and for one with credentials in it.
std::optional<TokenPlace> token_place(std::string_view url);

// The address in `<…>; rel="next"` of a Link header; nothing without one.
std::optional<std::string> next_link(std::string_view header);

// What a 401 asks for: a token of `realm` for `service`. The scope that it names is not used: who asks knows it.
struct BearerChallenge {
  std::string realm;
  std::string service;
};
std::optional<BearerChallenge> bearer_challenge(std::string_view header);

// "a b/c" → "a%20b%2Fc", fit for the value of a query.
std::string query_value(std::string_view text);

}  // namespace sgw::collector
