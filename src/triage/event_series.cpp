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
  add(stamp.empty() ? ReadStamp() : ReadStamp{true, reader_.read(stamp)}, line, times);
}

void StampTally::add(const ReadStamp& stamp, std::uint64_t line, std::uint64_t times) {
  if (!stamp.given) return tick(bare_, line, times);
  if (!stamp.time || *stamp.time < k_first_stamp || *stamp.time >= k_stamps_end) return tick(odd_, line, times);
  timed_ += times;
  spread_.add(*stamp.time, line, times);
}

void StampTally::move_to(EventSeries& series) {
  series.clusters = spread_.take();
  series.bare = std::exchange(bare_, {});
  series.odd = std::exchange(odd_, {});
  series.count = std::exchange(timed_, 0) + series.bare.count + series.odd.count;
}

}  // namespace sgw::triage
