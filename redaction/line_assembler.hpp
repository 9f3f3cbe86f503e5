#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Who takes the lines. What is handed over lives for the call only.
class LineConsumer {
 public:
  virtual ~LineConsumer() = default;
  // Whole lines; only the artifact's last one may lack its end.
  virtual void lines(std::string_view block) = 0;
  // A window into a line of more than k_max_line_bytes: [begin, end) is its turn, the rest is context. Returns where it
  // stopped: `end`, or before it when something reaches over `end`; the next window begins there. With `more` false the
  // line is over, and `line_end` follows.
  virtual std::size_t window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                             std::string_view line_end) = 0;
};

// Chunks cut anywhere become whole lines in blocks, and lines that are too long to hold become overlapping windows.
// What is handed over depends on the text alone, up to how lines are grouped into blocks.
class LineAssembler {
 public:
  static constexpr std::size_t k_block_bytes = std::size_t{128} << 10;
  static constexpr std::size_t k_overlap_bytes = std::size_t{16} << 10;  // on both sides of a window's own part

  explicit LineAssembler(LineConsumer& consumer) : consumer_(consumer) {}
  ~LineAssembler();
  LineAssembler(const LineAssembler&) = delete;
  LineAssembler& operator=(const LineAssembler&) = delete;

  void add(std::string_view chunk);
  void finish();

 private:
  void take(std::string_view piece);
  void hand_over_lines();
  void hand_over_windows(bool finished);
  void drop_front(std::size_t count);

  LineConsumer& consumer_;
  std::string buffer_;
  std::size_t unsearched_ = 0;  // no line end before this offset
  bool long_line_ = false;      // buffer_ begins inside a line that is handed over in windows
  std::size_t context_ = 0;     // bytes of buffer_ that were handed over already
};

}  // namespace sgw::redaction
