#include "src/triage/event_series.hpp"

#include <utility>

namespace sgw::triage {

namespace {

void tick(Untimed& untimed, std::uint64_t line, std::uint64_t times) {
  if (untimed.count == 0) untimed.line = line;
  untimed.count += times;
}

}  // namespace

void StampTally::add(std::string_view stamp, std::uint64_t line, std::uint64_t times) {
  if (stamp.empty()) return tick(bare_, line, times);
  const auto time = reader_.read(stamp);
  if (!time || *time < k_first_stamp || *time >= k_stamps_end) return tick(odd_, line, times);
  timed_ += times;
  spread_.add(*time, line, times);
}

void StampTally::move_to(EventSeries& series) {
  series.clusters = spread_.take();
  series.bare = std::exchange(bare_, {});
  series.odd = std::exchange(odd_, {});
  series.count = std::exchange(timed_, 0) + series.bare.count + series.odd.count;
}

}  // namespace sgw::triage
