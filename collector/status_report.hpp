#pragma once

#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/source.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::collector {

inline constexpr std::string_view k_status_path = "/status-0123456789abcdef";

// A path that no API has: random, so that nobody answers for it by chance.
std::string unassigned_path();

// What a gateway's own web server said to one request.
struct StatusAnswer {
  bool reached = false;
  int http_status = 0;
  std::size_t body_bytes = 0;
  bool resource_not_found = false;
  Literal error = "";
  std::chrono::milliseconds took{0};
};

// Whether this is the gateway's 404: {"statusCode": 404, "message": "Resource not found"}.
bool says_resource_not_found(std::string_view body);

struct StatusReport {
  std::string address;  // as shown
  UtcTime asked;        // by this host's clock
  StatusAnswer status;
  StatusAnswer unassigned;
};

// The document of status.json (ARCHITECTURE.md, "Facts").
std::string status_document(const StatusReport& report);

}  // namespace sgw::collector
