#pragma once

#include <sgw_diag/utc_time.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What may be told of a gateway access token, "GatewayKey <id>&<yyyyMMddHHmm>&<base64>". Never the signature.
struct TokenFacts {
  bool well_formed = false;         // as it stands: no fault at all
  std::string gateway_id;           // 1 to 80 characters; empty when it cannot be told
  std::optional<UtcTime> expires;   // the middle part, UTC to the minute
  std::vector<std::string> faults;  // ARCHITECTURE.md, "Token faults"; in the order of that list
};

// `optional` for config.service.auth.key, where no source says whether the word stands before the token.
enum class TokenPrefix { required, optional };

TokenFacts parse_token(std::string_view value, TokenPrefix prefix);

// True for what is meant to be a token, also a damaged one: so that it is never shown as an ordinary value.
bool looks_like_token(std::string_view value);

// The part behind the last '&', without blanks and quotes: for teaching the gate and nothing else. Empty when there is
// none.
std::string token_signature(std::string_view value);

}  // namespace sgw::collector
