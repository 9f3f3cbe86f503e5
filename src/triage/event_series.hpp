#pragma once

#include "src/triage/place.hpp"
#include "src/triage/stamp_reader.hpp"
#include "src/triage/time_spread.hpp"

#include <sgw_diag/safe_text.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace sgw::triage {

// Stamps outside are no times of a gateway's life: 0001 and 9999 are what programs write for "none".
inline constexpr UtcTime k_first_stamp{std::chrono::sys_days(std::chrono::year(2000) / 1 / 1)};
inline constexpr UtcTime k_stamps_end{std::chrono::sys_days(std::chrono::year(2100) / 1 / 1)};

// Events that no time can be told of.
struct Untimed {
  std::uint64_t count = 0;
  std::uint64_t line = 0;  // of the first
};

// What one file says of one kind of event: a line of thought of the timeline.
struct EventSeries {
  Literal source = "";  // "log", "engine", "kubernetes", "state", "status", "probe", "settings"
  Literal kind = "";   // "start", "exit", "oom", "health", "status", "configuration", "token", "probe", "engine", "log"
  Literal clock = "";  // whose stamps: "runtime", "gateway" (its own, in the line), "host", "endpoint"
  SafeText what;       // "ConfigInitialSyncFailed", "die (exit code 139)"
  bool quoted = false;  // `what` holds words of the file
  SafeText level;       // "error", "warning", "info", "debug", "fatal", or empty
  bool known = true;    // in the event catalogue, or no log event
  bool benign = false;  // by the catalogue
  std::uint64_t count = 0;
  std::vector<TimeCluster> clusters;  // in order of time
  Untimed bare;                       // without a stamp
  Untimed odd;                        // with one that is no time, or lies outside 2000 to 2099
  Place place;                        // of the first that was read
};

// A stamp, read.
struct ReadStamp {
  bool given = false;  // false: there is none
  std::optional<UtcTime> time;
};

// The times of one series while its file is read.
class StampTally {
 public:
  void add(const ReadStamp& stamp, std::uint64_t line, std::uint64_t times = 1);
  // An empty stamp is none. `times`: how often the event was seen at it.
  void add(std::string_view stamp, std::uint64_t line, std::uint64_t times = 1);
  // Counts and clusters, `count` included; the tally is empty afterwards.
  void move_to(EventSeries& series);

 private:
  StampReader reader_;  // of its own: what happens again does so within the minute
  TimeSpread spread_;
  std::uint64_t timed_ = 0;
  Untimed bare_;
  Untimed odd_;
};

// How far `clock` runs ahead of `against`, in milliseconds; negative: behind.
struct ClockReading {
  Literal clock = "";    // "host", "gateway", "runtime"
  Literal against = "";  // "runtime", "endpoint", "host"
  SafeText of;           // which endpoint, or which log
  std::int64_t least_ms = 0;
  std::int64_t most_ms = 0;
  std::uint64_t samples = 1;
  bool half_days_open = false;  // the stamp has a 12-hour clock and no zone: known but for multiples of 12 hours
  bool at_least = false;        // a lower bound only
};

}  // namespace sgw::triage
