#pragma once

#include <sgw_diag/limits.hpp>

#include <chrono>
#include <mutex>
#include <optional>
#include <stop_token>

namespace sgw::collector {

// Sleeps until `span` or the deadline is over. False when it was stopped, or when the deadline came first.
bool pause_for(std::chrono::nanoseconds span, Deadline deadline, const std::stop_token& stop);

// Spreads requests over time: so many a second on average, at most one second's worth at once. Any thread.
class KubePace {
 public:
  using Clock = std::chrono::steady_clock;
  explicit KubePace(double per_second) : per_second_(per_second) {}  // 0 and less: no limit

  // Takes the next place; how long from `now` until it may be used. Nothing when that would not be within `longest`:
  // then none is taken, and who asks in vain costs the others nothing.
  std::optional<Clock::duration> reserve(Clock::time_point now, Clock::duration longest = Clock::duration::max());

 private:
  double per_second_;
  std::mutex mutex_;
  Clock::time_point full_{};  // when the whole allowance is there again
};

}  // namespace sgw::collector
