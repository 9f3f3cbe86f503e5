#include "src/triage/stamp_lag.hpp"

#include <algorithm>
#include <string>

namespace sgw::triage {

namespace {

constexpr std::int64_t k_half_day = std::int64_t{12} * 3600 * 1000;

// The difference of smallest size that is the same but for half days.
std::int64_t within_half_a_day(std::int64_t ms) {
  const std::int64_t rest = ((ms % k_half_day) + k_half_day) % k_half_day;
  return rest > k_half_day / 2 ? rest - k_half_day : rest;
}

// The text format does not always pad the day: "2026-11-2T03:43:43.707".
std::optional<UtcTime> read_own(StampReader& reader, std::string_view own) {
  constexpr std::size_t after_day = 9;
  if (own.size() <= after_day || own.size() > 40 || own[after_day] != 'T') return reader.read(own);
  std::string padded(own);
  padded.insert(after_day - 1, 1, '0');
  return reader.read(padded);
}

}  // namespace

void StampLag::add(std::string_view runtime, std::string_view own, bool zoned) {
  if (runtime.empty() || own.empty()) return;
  ++seen_;
  if (seen_ > k_all_of && seen_ % k_stride != 0) return;
  const auto theirs = runtime_.read(runtime);
  const auto ours = read_own(own_, own);
  if (!theirs || !ours || *theirs >= k_stamps_end || *ours >= k_stamps_end) return;
  std::int64_t ahead = (*ours - *theirs).count();
  if (!zoned) ahead = within_half_a_day(ahead);
  const bool first = measured_++ == 0;
  reading_.least_ms = first ? ahead : std::min(reading_.least_ms, ahead);
  reading_.most_ms = first ? ahead : std::max(reading_.most_ms, ahead);
  reading_.half_days_open = reading_.half_days_open || !zoned;
}

std::optional<ClockReading> StampLag::reading(const BundlePath& log) const {
  if (measured_ == 0) return std::nullopt;
  ClockReading reading = reading_;
  reading.samples = measured_;
  reading.clock = "gateway";
  reading.against = "runtime";
  reading.of = log.text();
  return reading;
}

}  // namespace sgw::triage
