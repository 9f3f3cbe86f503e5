#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// How the runtime wrote a log file.
enum class LogFormat {
  plain,        // lines of the program itself, or of `logs --timestamps`
  docker_json,  // {"log":"…\n","stream":"stdout","time":"…"}
  cri,          // <time> stdout F <text>
  shipped,      // an object of a collector of logs, with the line in a member: {"TimeStamp":"…","Log":"…"}
};

// A piece of a line, as the runtime wrote it.
struct LogRecord {
  std::string time;    // RFC 3339, as it stood there (one without a zone has UTC added); empty: a shipper gave none
  std::string stream;  // stdout or stderr
  std::string text;    // without the newline
  bool ends_line = true;
};

// What docker/moby reads of a program's output at a time: a line that is longer is written in pieces of this size.
inline constexpr std::size_t k_runtime_piece_bytes = std::size_t{16} << 10;

// Judges by the whole lines among the first bytes of a file. A first line whose beginning was rotated away does not
// count.
LogFormat detect_log_format(std::string_view first_bytes);

// Nothing when the line is none of the kind.
std::optional<LogRecord> parse_record(LogFormat format, std::string_view line);

// The runtime's time at the start of a line, when there is one: the first word, as RFC 3339 with a time of day.
std::string_view runtime_time_of(std::string_view line);

}  // namespace sgw::collector
