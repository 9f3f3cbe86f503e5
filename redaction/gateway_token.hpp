#pragma once

#include <string>
#include <string_view>

namespace sgw::redaction {

// The parts of "<id>&<yyyyMMddHHmm>&<signature>" in a decoded value, with or without "GatewayKey " before it, plain or
// as base64 of the whole. What is absent or malformed is empty.
struct GatewayToken {
  std::string whole;  // without the scheme's name: what the tag is made of
  std::string id;
  std::string expiry;  // "2026-12-23T23:55Z"; empty when it is no time
};

GatewayToken parse_gateway_token(std::string_view value);

}  // namespace sgw::redaction
