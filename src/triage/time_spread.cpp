#include "src/triage/time_spread.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sgw::triage {

namespace {

using Clusters = std::vector<TimeCluster>;

void join_closest(Clusters& clusters) {
  auto best = clusters.begin();
  for (auto left = clusters.begin(); std::next(left) != clusters.end(); ++left) {
    if (std::next(left)->last - left->first < std::next(best)->last - best->first) best = left;
  }
  const auto right = std::next(best);
  best->last = right->last;
  best->count += right->count;
  clusters.erase(right);
}

}  // namespace

void coarsen(Clusters& clusters, std::size_t most) {
  while (clusters.size() > std::max<std::size_t>(most, 1)) join_closest(clusters);
}

void TimeSpread::add(UtcTime time, std::uint64_t line, std::uint64_t times) {
  if (clusters_.empty()) clusters_.reserve(k_max_clusters + 1);
  // Most logs are in order: the place is nearly always the end.
  auto place = clusters_.end();
  if (!clusters_.empty() && time <= clusters_.back().last) {
    place = std::find_if(clusters_.begin(), clusters_.end(),
                         [time](const TimeCluster& cluster) { return time <= cluster.last; });
    if (time >= place->first) {
      place->count += times;
      return;
    }
  }
  clusters_.insert(place, {time, time, times, line});
  coarsen(clusters_, k_max_clusters);
}

Clusters TimeSpread::take() { return std::exchange(clusters_, {}); }

}  // namespace sgw::triage
