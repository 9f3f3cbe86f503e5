#pragma once

#include "src/app/collecting_sink.hpp"
#include "src/triage/evidence.hpp"

#include <cstdint>
#include <vector>

namespace sgw::app {

inline constexpr Literal k_cut_for_time = "cut to fit --timeout";
inline constexpr Literal k_cut_for_stop = "cut because the run was interrupted";

// Takes from what was collected, for want of room or time, and keeps the evidence in step: what is cut or left out is a
// gap with its reason. Refers to its arguments.
class LogCuts {
 public:
  LogCuts(std::vector<Collected>& artifacts, triage::Evidence& evidence) : artifacts_(artifacts), evidence_(evidence) {}

  std::uint64_t log_bytes() const;    // of all logs that are still there
  std::uint64_t other_bytes() const;  // of what is never cut

  // Cuts one log to `bytes`, at least 4 KiB. `why` is what the gap says: "cut to fit --timeout". Nothing is done to
  // what is not a log.
  void cut(Collected& collected, std::uint64_t bytes, Literal why);
  // Cuts the largest logs until all logs together have at most `bytes`.
  void cut_to(std::uint64_t bytes, Literal why);
  // Halves the largest logs. False when there is nothing left to cut.
  bool halve(Literal why);
  // The artifact's content is not kept.
  void leave_out(Collected& collected, Completeness completeness, Error why);

 private:
  void cut_each_to(std::uint64_t limit, Literal why);
  void settle(const Collected& collected);

  std::vector<Collected>& artifacts_;
  triage::Evidence& evidence_;
};

}  // namespace sgw::app
