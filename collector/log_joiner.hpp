#pragma once

#include "collector/log_record.hpp"

#include <sgw_diag/utc_time.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// A line in the product's form, "<time> <stream> <text>" (the text alone when nobody gave a time), without newline.
using LineHandler = std::function<void(std::string_view line)>;

// Pieces → lines, each stream for itself. A line that grows over k_max_line_bytes is withheld whole and replaced by a
// line that says so: half a value must not pass.
class LogJoiner {
 public:
  explicit LogJoiner(LineHandler handler) : handler_(std::move(handler)) {}

  void add(LogRecord record, LogFormat format);
  // What is pending at the very end. A piece that the runtime cut, whose rest is missing, is withheld.
  void finish();

  std::uint64_t withheld() const noexcept { return withheld_; }  // lines

  static constexpr std::string_view k_too_long = "[withheld: a line of more than 1 MiB]";
  static constexpr std::string_view k_unfinished = "[withheld: a line whose end is missing]";

 private:
  struct Pending {
    std::string time;
    std::string text;
    std::string last_time;      // of the last piece
    std::size_t last_size = 0;  // of the last piece
    LogFormat format = LogFormat::plain;
    bool open = false;
    bool too_long = false;

    bool was_cut() const { return format == LogFormat::cri || last_size >= k_runtime_piece_bytes; }
  };

  Pending& pending_of(std::string_view stream) { return pending_[stream == "stderr" ? 1 : 0]; }
  void emit(Pending& pending, std::string_view stream);
  void write(std::string_view time, std::string_view stream, std::string_view text);

  LineHandler handler_;
  std::array<Pending, 2> pending_;
  std::uint64_t withheld_ = 0;
  std::string line_;
};

}  // namespace sgw::collector
