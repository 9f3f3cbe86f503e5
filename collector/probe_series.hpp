#pragma once

#include "collector/probe_ladder.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <vector>

namespace sgw::collector {

// One rung over all climbs.
struct RungSeries {
  std::size_t tried = 0;
  std::size_t failed = 0;
  // Of the climbs in which it held, by nearest rank; 0 without any.
  std::chrono::milliseconds least{0};
  std::chrono::milliseconds median{0};
  std::chrono::milliseconds p95{0};
};

// Several climbs of one ladder.
struct ProbeSeries {
  LadderResult shown;  // the one that tells most: a whole one, else the first of those that broke where most did
  std::size_t planned = 1;
  std::size_t climbs = 0;  // fewer than planned when they took too long
  std::size_t whole = 0;   // in which every rung held
  std::array<RungSeries, k_rungs.size()> rungs;

  const RungSeries& of(Rung rung) const { return rungs[static_cast<std::size_t>(rung)]; }
  // Where some climbs broke and others got on, in order.
  std::vector<Rung> flapping() const;
};

// Climbs up to `count` times, one after the other; the limits' `ladder` is for all of them together, and a climb that
// it would cut is not begun, or does not count.
ProbeSeries climb_repeatedly(const ProbeTask& task, std::size_t count, const ProbeOptions& options,
                             const CollectContext& context, const ProbeCalls& calls);

}  // namespace sgw::collector
