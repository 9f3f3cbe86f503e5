#include "collector/log_decoder.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/raw.hpp>

#include <utility>

namespace sgw::collector {

LogDecoder::LogDecoder(LogRange range) : window_(range), joiner_([this](std::string_view line) { take(line); }) {}

LogDecoder::~LogDecoder() {
  wipe(carry_);
  wipe(block_);
}

void LogDecoder::begin_part(LogFormat format, Output output) {
  format_ = format;
  output_ = std::move(output);
}

void LogDecoder::add(std::string_view chunk) {
  while (!chunk.empty()) {
    const std::size_t end = chunk.find('\n');
    const std::string_view piece = chunk.substr(0, end);
    chunk.remove_prefix(end == std::string_view::npos ? chunk.size() : end + 1);
    const bool whole = end != std::string_view::npos;
    if (!long_line_ && carry_.size() + piece.size() > k_max_line_bytes) {
      long_line_ = true;
      // A plain line is the gate's to judge, however long. Of a runtime's record no half is taken.
      long_wanted_ = format_ == LogFormat::plain && window_.admits(carry_.empty() ? piece : std::string_view(carry_));
      if (format_ != LogFormat::plain) {
        ++too_long_;
        take(LogJoiner::k_too_long);
      }
      if (long_wanted_) block_ += carry_;
      wipe(carry_);
    }
    if (long_line_) {
      if (long_wanted_) block_ += piece;
      if (whole && long_wanted_) block_ += '\n';
      if (whole) long_line_ = false;
      if (block_.size() >= k_chunk_bytes) flush();
    } else if (!whole) {
      carry_ += piece;
    } else if (carry_.empty()) {
      physical_line(piece);
    } else {
      carry_ += piece;
      physical_line(carry_);
      wipe(carry_);
    }
  }
}

void LogDecoder::finish_log() {
  if (!carry_.empty()) physical_line(carry_);
  wipe(carry_);
  joiner_.finish();
  long_line_ = false;
  flush();
}

void LogDecoder::end_part() { flush(); }

void LogDecoder::physical_line(std::string_view line) {
  if (format_ == LogFormat::plain) return take(line);
  if (auto record = parse_record(format_, line)) {
    joiner_.add(*std::move(record), format_);
  } else {
    take(line);
  }
}

void LogDecoder::take(std::string_view line) {
  if (!window_.admits(line)) return;
  block_ += line;
  block_ += '\n';
  if (block_.size() >= k_chunk_bytes) flush();
}

void LogDecoder::flush() {
  if (!block_.empty() && output_) output_(block_);
  block_.clear();
}

}  // namespace sgw::collector
