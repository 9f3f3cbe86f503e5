#include "collector/kube_pause.hpp"

#include <algorithm>
#include <condition_variable>

namespace sgw::collector {

bool pause_for(std::chrono::nanoseconds span, Deadline deadline, const std::stop_token& stop) {
  const bool in_time = span <= deadline.left();
  const auto end = KubePace::Clock::now() + (in_time ? span : deadline.left());
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, stop, end, [] { return false; });
  return in_time && !stop.stop_requested();
}

std::optional<KubePace::Clock::duration> KubePace::reserve(Clock::time_point now, Clock::duration longest) {
  if (per_second_ <= 0) return Clock::duration::zero();
  using Seconds = std::chrono::duration<double>;
  const auto each = std::chrono::duration_cast<Clock::duration>(Seconds(1 / per_second_));
  const auto burst = std::max<Clock::duration>(each, std::chrono::seconds{1});
  const std::lock_guard lock(mutex_);
  const auto full = std::max(full_, now) + each;
  const auto span = std::max(Clock::duration::zero(), full - now - burst);
  if (span > longest) return std::nullopt;
  full_ = full;
  return span;
}

}  // namespace sgw::collector
