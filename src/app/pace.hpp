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
  // What is to be packed and checked, in bytes.
  struct Load {
    std::uint64_t bytes = 0;  // all
    // Of them, those that the early check has found clean: known values alone are looked for.
    std::uint64_t searched = 0;
  };
  // Milliseconds that a byte takes: to pack, to check, and to check when it was searched before.
  struct Rates {
    double packing = 0;
    double checking = 0;
    double rechecking = 0;
  };

  // Packs and checks the start of the largest log, to nowhere. Nothing when there is so little that it does not
  // matter, or when it could not be tried.
  static std::optional<Pace> measure(const std::vector<Collected>& artifacts, package::ArchiveFormat format,
                                     const std::vector<RawText>& known_values);

  explicit Pace(const Rates& rates) : rates_(rates) {}

  // Whether it can be packed and checked in `time`, with a margin.
  bool fits(const Load& load, std::chrono::milliseconds time) const;
  // How much can, when none of it was searched: what is cut is searched anew.
  std::uint64_t bytes_in(std::chrono::milliseconds time) const;
  // The share of `time` that packing may take, so that the check has its own.
  std::chrono::milliseconds packing_share(const Load& load, std::chrono::milliseconds time) const;
  std::chrono::milliseconds check_time(const Load& load) const;
  // It went slower than was measured: from now on, half as fast.
  void slow_down();

 private:
  double milliseconds_for(const Load& load) const;

  Rates rates_;
};

}  // namespace sgw::app
