#pragma once

#include "src/triage/event_series.hpp"

#include <optional>

namespace sgw::triage {

// Compares the stamp that the gateway wrote into a line with the runtime's before it. The first lines are all measured,
// of the rest one in k_stride: their difference is one of clocks and does not change from line to line.
class StampLag {
 public:
  static constexpr std::uint64_t k_all_of = 64;
  static constexpr std::uint64_t k_stride = 64;

  // `zoned`: a JSON record's stamp. One of the text format has a 12-hour clock and no zone; it is taken for UTC.
  void add(std::string_view runtime, std::string_view own, bool zoned);
  // Nothing when no line had both.
  std::optional<ClockReading> reading(const BundlePath& log) const;

 private:
  StampReader runtime_;
  StampReader own_;
  std::uint64_t seen_ = 0;
  ClockReading reading_;
  std::uint64_t measured_ = 0;
};

}  // namespace sgw::triage
