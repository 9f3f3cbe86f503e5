#pragma once

#include "collector/log_joiner.hpp"
#include "collector/log_window.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace sgw::collector {

// The text of a log file, in whatever form a runtime wrote it → the lines that are wanted, in the product's form, in
// blocks of whole lines. One decoder serves the rotated parts of one log, oldest first, so that a line that rotation
// split is whole again: in the later part.
class LogDecoder {
 public:
  using Output = std::function<void(std::string_view block)>;

  explicit LogDecoder(LogRange range);
  LogDecoder(const LogDecoder&) = delete;
  LogDecoder& operator=(const LogDecoder&) = delete;
  ~LogDecoder();

  void begin_part(LogFormat format, Output output);
  void add(std::string_view chunk);
  // After the last part of the log, with nothing to follow: hands out what is pending.
  void finish_log();
  // Hands out what is complete. What is pending waits for the next part.
  void end_part();

  std::uint64_t withheld() const { return joiner_.withheld() + too_long_; }
  const LogWindow& window() const { return window_; }

 private:
  void physical_line(std::string_view line);
  void take(std::string_view line);
  void flush();

  LogWindow window_;
  LogJoiner joiner_;
  LogFormat format_ = LogFormat::plain;
  Output output_;
  std::string carry_;       // a line that is not whole yet
  std::string block_;       // lines to hand out
  bool long_line_ = false;  // inside a line of more than k_max_line_bytes
  bool long_wanted_ = false;
  std::uint64_t too_long_ = 0;
};

}  // namespace sgw::collector
