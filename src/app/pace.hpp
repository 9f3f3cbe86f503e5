#pragma once

#include "src/app/collecting_sink.hpp"
#include "src/package/bundle.hpp"

#include <sgw_diag/raw.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace sgw::app {

// How long packaging takes, measured: a machine may be busy, and what packs badly takes longer.
class Pace {
 public:
  // Packs and checks the start of the largest log, to nowhere. Nothing when there is so little that it does not
  // matter, or when it could not be tried.
  static std::optional<Pace> measure(const std::vector<Collected>& artifacts, package::ArchiveFormat format,
                                     const std::vector<RawText>& known_values);

  // How much can be packed and checked in `time`, with a margin.
  std::uint64_t bytes_in(std::chrono::milliseconds time) const;
  // The share of `time` that packing may take, so that the check has its own.
  std::chrono::milliseconds packing_share(std::chrono::milliseconds time) const;
  std::chrono::milliseconds check_time(std::uint64_t bytes) const;
  // It went slower than was measured: from now on, half as fast.
  void slow_down();

 private:
  Pace(double packing, double checking) : packing_(packing), checking_(checking) {}
  double packing_;   // milliseconds a byte
  double checking_;  // the same
};

}  // namespace sgw::app
