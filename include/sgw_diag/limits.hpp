#pragma once

#include <sgw_diag/utc_time.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace sgw {

inline constexpr std::size_t k_max_line_bytes = std::size_t{1} << 20;   // longer lines go in overlapping pieces
inline constexpr std::size_t k_max_json_bytes = std::size_t{16} << 20;  // a JSON document over this is withheld
inline constexpr std::size_t k_chunk_bytes = std::size_t{256} << 10;    // what sources and spools move at a time
inline constexpr std::chrono::seconds k_packaging_reserve{10};          // of the run's --timeout

// An absolute time on the steady clock. Copies are cheap; there is no "no deadline".
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Deadline(Clock::time_point end) : end_(end) {}
  static Deadline after(std::chrono::milliseconds span) { return Deadline(Clock::now() + span); }

  bool passed() const { return Clock::now() >= end_; }
  std::chrono::milliseconds left() const;  // never negative
  // The earlier of this and `span` from now.
  Deadline capped(std::chrono::milliseconds span) const;

 private:
  Clock::time_point end_;
};

struct Limits {
  std::chrono::milliseconds timeout{std::chrono::minutes{2}};  // --timeout: the whole run, hard
  std::uint64_t max_size = std::uint64_t{100} << 20;           // --max-size: the finished file, hard
  std::uint64_t max_log_size = std::uint64_t{64} << 20;        // --max-log-size: each log, redacted bytes
  unsigned workers = 4;                                        // sources at a time
};

}  // namespace sgw
