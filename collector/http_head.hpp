#pragma once

#include "collector/probe_stream.hpp"

#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/utc_time.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

// The status line and headers of an HTTP/1.x answer.
struct HttpHead {
  int code = 0;
  // At most 100; names in lower case; one with a value over 2 KiB is left out.
  std::vector<std::pair<std::string, std::string>> headers;

  // The first value of that name; empty without one.
  std::string_view header(std::string_view name) const;
};

// Nothing when the text is no HTTP head. `text` ends before the empty line.
std::optional<HttpHead> parse_http_head(std::string_view text);

struct HttpHeadResult {
  // done: `head` is there; error: the answer is no HTTP, its head is over 64 KiB, or it does not come to the point.
  Io state = Io::error;
  HttpHead head;
  Literal error = "";  // which of these, for `error`
};

// Reads up to the end of the head and not one byte of the body more than came along with it. Passes over 1xx answers.
HttpHeadResult read_http_head(ProbeStream& stream, const ProbeTime& time);

// "Mon, 23 Nov 2026 16:44:57 GMT": the form that RFC 9110 demands.
std::optional<UtcTime> parse_http_date(std::string_view text);

}  // namespace sgw::collector
