#pragma once

#include <sgw_diag/utc_time.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace sgw::collector {

// Which lines of a log are wanted: --since, --until, and for --tail how many of those are to be skipped.
struct LogRange {
  std::optional<UtcTime> since;
  std::optional<UtcTime> until;
  std::uint64_t skip = 0;

  bool by_time() const { return since || until; }
  bool whole() const { return !by_time() && skip == 0; }
};

// Decides line by line. A line without the runtime's time goes with the one before it (the lines of a stack trace);
// before the first time everything is wanted.
class LogWindow {
 public:
  explicit LogWindow(LogRange range) : range_(range) {}

  // Of a line's beginning, at least as much as a time takes. Once for each line, in order.
  bool admits(std::string_view line);

  std::uint64_t lines() const noexcept { return lines_; }  // admitted, the skipped ones included
  std::uint64_t left_out() const noexcept { return left_out_; }
  bool saw_time() const noexcept { return saw_time_; }

 private:
  bool is_wanted(std::string_view line);

  LogRange range_;
  std::uint64_t lines_ = 0;
  std::uint64_t left_out_ = 0;
  bool saw_time_ = false;
  bool in_range_ = true;
};

}  // namespace sgw::collector
