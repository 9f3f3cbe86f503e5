#include "collector/log_until.hpp"

#include "collector/docker_log_lines.hpp"

#include <algorithm>

namespace sgw::collector {

bool LogUntil::feed(std::string_view chunk, const Emit& emit) {
  if (!until_) {
    emit(chunk);
    return true;
  }
  while (!ended_ && !chunk.empty()) {
    if (in_line_) {
      const std::size_t end = chunk.find('\n');
      const std::size_t rest = end == std::string_view::npos ? chunk.size() : end + 1;
      emit(chunk.substr(0, rest));
      chunk.remove_prefix(rest);
      in_line_ = end == std::string_view::npos;
      continue;
    }
    const std::size_t end = std::min(chunk.find('\n'), chunk.size() - 1) + 1;
    const std::size_t count = std::min(k_max_stamp_bytes - start_.size(), end);
    start_ += chunk.substr(0, count);
    chunk.remove_prefix(count);
    const bool decided = start_.ends_with('\n') || start_.size() >= k_max_stamp_bytes;
    if (!decided) return true;
    ended_ = is_later(start_);
    if (ended_) break;
    emit(start_);
    in_line_ = !start_.ends_with('\n');
    start_.clear();
  }
  return !ended_;
}

void LogUntil::finish(const Emit& emit) {
  if (!ended_ && !start_.empty() && !is_later(start_)) emit(start_);
  start_.clear();
}

bool LogUntil::is_later(std::string_view line_start) const {
  const std::size_t length = stamp_length(line_start);
  if (length == 0) return false;
  const auto time = parse_time(line_start.substr(0, length - 1));
  return time && *time > *until_;
}

}  // namespace sgw::collector
