#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sgw::triage {

// The event of the records of requests.
inline constexpr std::string_view k_request_event = "GatewayLogs";

// One physical line of a log artifact: "[RFC 3339 time ][stdout|stderr ]text". Views into the line.
struct LineParts {
  std::string_view time;  // the runtime's; empty when the source had none
  bool from_stderr = false;
  std::string_view text;  // without colour codes at its start
};
LineParts split_line(std::string_view line);

// How a record begins.
struct RecordHeader {
  std::string_view event;      // "ConfigInitialSyncFailed"; empty when the record names none
  std::string_view level;      // "error", "warning", "info", "debug", "fatal"
  std::string_view timestamp;  // of a JSON record, else empty
  std::string_view stamp;      // of a text record: no zone, a 12-hour clock; to compare clocks, never to tell a time
  bool json = false;
  bool doubled_quote = false;  // `"timestamp":"…Z"",`: releases before 2.9.0
  bool interleaved = false;    // two records written into each other
};

// Nothing when `text` does not begin a record: it goes on with the one before, or is a line of its own.
std::optional<RecordHeader> parse_header(std::string_view text);

// Where the next record begins in a line that holds several (always after the first byte), or npos.
std::size_t next_record(std::string_view text);

// Whether a line without a header can belong to a request record (its lastError block).
bool continues_request(std::string_view text);

// A line that never belongs to the record before it: banner, web host lines, an exception at process level.
bool is_plain_line(std::string_view text);

// The runtime's last words: "Unhandled exception. System.…". Its inner exceptions and its stack follow.
bool is_unhandled_exception(std::string_view text);

}  // namespace sgw::triage
