#pragma once

#include <sgw_diag/utc_time.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace sgw::triage {

// Reads the stamps of a log as parse_time() does. A log has many within a minute: the minute is read once.
class StampReader {
 public:
  std::optional<UtcTime> read(std::string_view text);

 private:
  static constexpr std::size_t k_minute_bytes = 17;  // "2026-11-12T15:43:"

  bool knows_minute_ = false;
  std::array<char, k_minute_bytes> known_{};
  UtcTime minute_{};
};

}  // namespace sgw::triage
