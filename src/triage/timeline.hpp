#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/verdict.hpp"

#include <optional>
#include <vector>

namespace sgw::triage {

// A series on the runtime's clock. What several instances share (a probe) is one series.
struct TimelineSeries {
  EventSeries events;
  std::vector<SafeText> instances;        // folders; at most k_max_timeline_instances
  std::chrono::milliseconds moved_by{0};  // what was added to its stamps to come to the runtime's clock
};

// A line of the timeline: events of a series that lie close together.
struct TimelineRow {
  std::size_t series = 0;        // index
  std::optional<UtcTime> time;   // by the runtime's clock; without one the row stands behind all others
  std::optional<UtcTime> until;  // of the last, when it is another time
  std::uint64_t count = 0;
  std::optional<std::uint64_t> line;  // of the first, in the file as it was collected
  Literal no_time = "";               // why there is no time
};

struct Timeline {
  std::vector<TimelineSeries> series;
  std::vector<TimelineRow> rows;  // by time, then by file and line
  std::vector<ClockReading> clocks;
  std::uint64_t events = 0;  // of all series: those of the rows and those left out
  std::uint64_t series_left_out = 0;
  std::uint64_t events_left_out = 0;
};

inline constexpr std::size_t k_max_timeline_rows = 1000;
inline constexpr std::size_t k_max_timeline_instances = 20;

// Merges what all sources told of times. The same evidence gives the same timeline, whatever the order in which the
// sources ran. Counts are exact; of more rows than k_max_timeline_rows neighbours are joined first, then the series of
// least weight go.
Timeline make_timeline(const Evidence& evidence);

// How much a series matters to someone who asks what went wrong: 0 to 100.
int weight_of(const EventSeries& events);

// A line of the page: everything of one name, over all files and instances.
struct Highlight {
  std::optional<UtcTime> first;
  std::optional<UtcTime> last;
  std::uint64_t count = 0;
  Literal source = "";
  SafeText what;
  std::vector<SafeText> instances;
  Place place;  // of the first
};
inline constexpr std::size_t k_max_highlights = 12;

// The dozen lines that matter most, in order of time: failures, restarts, what the verdict's findings cite.
std::vector<Highlight> highlights(const Timeline& timeline, const Verdict& verdict);

}  // namespace sgw::triage
