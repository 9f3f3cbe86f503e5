#pragma once

#include <sgw_diag/utc_time.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sgw::triage {

// Events of one kind that lie close together: how many, from when to when, and where the earliest of them stands.
struct TimeCluster {
  UtcTime first{};
  UtcTime last{};
  std::uint64_t count = 0;
  std::uint64_t line = 0;  // in the file, from 1; 0: none
};

// Joins neighbours until at most `most` (at least 1) are left, those first that then cover the shortest time. Counts
// stay exact. `clusters` are in order of time.
void coarsen(std::vector<TimeCluster>& clusters, std::size_t most);

// When something happened, in bounded memory whatever their number: clusters spread over the whole time, exact counts.
// Times may come in any order; one that lies far off has a cluster of its own and does not blur the others.
class TimeSpread {
 public:
  static constexpr std::size_t k_max_clusters = 12;

  // `times`: how often at that time.
  void add(UtcTime time, std::uint64_t line, std::uint64_t times = 1);
  // In order of time; the spread is empty afterwards.
  std::vector<TimeCluster> take();

 private:
  std::vector<TimeCluster> clusters_;
};

}  // namespace sgw::triage
