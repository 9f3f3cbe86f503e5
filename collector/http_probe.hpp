#pragma once

#include "collector/http_head.hpp"
#include "collector/http_origin.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace sgw::collector {

enum class HttpStatus { ok, timeout, reset, skipped, error };
Literal to_literal(HttpStatus status);

struct HttpProbeResult {
  HttpStatus status = HttpStatus::skipped;
  Literal error = "";  // why, for `error`
  HttpOrigin origin;   // filled by who knows how the answer was come by
  HttpHead head;
  // By how much this host's clock is ahead of the other's (negative: behind), in seconds; 0 within half of the round
  // trip and the second that a Date header cannot tell. Nothing without a Date, or when a cache kept the answer.
  std::optional<std::int64_t> clock_skew_seconds;
  std::chrono::milliseconds took{0};
};

struct HttpProbeRequest {
  std::string target = "/";   // or the whole URL, towards a proxy
  std::string host;           // for the Host header, with the port unless it is the usual one
  std::string authorization;  // Proxy-Authorization; only ever sent when the other side is the proxy
  std::string token = {};     // Authorization; only ever set by --probe-auth, towards a proven configuration endpoint
};

// One GET without a body or a cookie; reads the head of the answer. Any status code is an answer.
HttpProbeResult http_get(ProbeStream& stream, const HttpProbeRequest& request, const ProbeTime& time);

// See HttpProbeResult::clock_skew_seconds. `sent` and `received` by this host's clock.
std::optional<std::int64_t> clock_skew(const HttpHead& head, UtcTime sent, UtcTime received);
// The same of a clock that showed `theirs` at some moment between the two: whole seconds, 0 when the way there and back
// explains the difference.
std::int64_t skew_seconds(UtcTime theirs, UtcTime sent, UtcTime received);

// For "Date" at this host.
UtcTime wall_clock();

}  // namespace sgw::collector
