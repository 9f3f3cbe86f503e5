#include "redaction/line_assembler.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/raw.hpp>

#include <algorithm>

namespace sgw::redaction {

LineAssembler::~LineAssembler() { wipe(buffer_); }

void LineAssembler::add(std::string_view chunk) {
  // In small pieces, so that only the first line in the buffer can be a long one.
  for (; !chunk.empty(); chunk.remove_prefix(std::min(chunk.size(), k_block_bytes))) {
    take(chunk.substr(0, k_block_bytes));
  }
}

void LineAssembler::take(std::string_view piece) {
  buffer_.append(piece);
  hand_over_windows(false);
  if (!long_line_ && buffer_.size() >= k_block_bytes) hand_over_lines();
}

void LineAssembler::hand_over_lines() {
  const std::size_t newline = std::string_view(buffer_).substr(unsearched_).rfind('\n');
  if (newline == std::string_view::npos) {
    unsearched_ = buffer_.size();
    return;
  }
  const std::size_t last = unsearched_ + newline;
  consumer_.lines(std::string_view(buffer_).substr(0, last + 1));
  drop_front(last + 1);
  unsearched_ = buffer_.size();
}

void LineAssembler::hand_over_windows(bool finished) {
  while (true) {
    if (!long_line_ && buffer_.size() <= k_max_line_bytes) return;
    const std::size_t newline = buffer_.find('\n', std::min(unsearched_, buffer_.size()));
    const std::size_t line = std::min(newline, buffer_.size());
    if (newline == std::string::npos) unsearched_ = buffer_.size();
    if (!long_line_ && line <= k_max_line_bytes) return;
    long_line_ = true;
    const std::string_view text = std::string_view(buffer_).substr(0, line);
    if (line > k_max_line_bytes) {
      const std::size_t end = k_max_line_bytes - k_overlap_bytes;
      const std::size_t stopped = consumer_.window(text.substr(0, k_max_line_bytes), context_, end, true, {});
      const std::size_t keep_from = stopped > k_overlap_bytes ? stopped - k_overlap_bytes : 0;
      context_ = stopped - keep_from;
      unsearched_ = newline == std::string::npos ? buffer_.size() - keep_from : 0;
      drop_front(keep_from);
      continue;
    }
    if (newline == std::string::npos && !finished) return;
    const bool ended = newline != std::string::npos;
    consumer_.window(text, context_, text.size(), false, ended ? std::string_view("\n") : std::string_view());
    drop_front(ended ? line + 1 : line);
    long_line_ = false;
    context_ = 0;
    unsearched_ = 0;
  }
}

void LineAssembler::finish() {
  hand_over_windows(true);
  if (!buffer_.empty()) consumer_.lines(buffer_);
  wipe(buffer_);
  unsearched_ = 0;
}

void LineAssembler::drop_front(std::size_t count) { buffer_.erase(0, count); }

}  // namespace sgw::redaction
