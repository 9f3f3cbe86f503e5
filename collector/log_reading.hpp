#pragma once

#include "collector/docker_log_lines.hpp"
#include "collector/log_file.hpp"
#include "collector/log_seam.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stop_token>
#include <utility>

namespace sgw::collector {

inline constexpr std::uint64_t k_newest_lines = 10000;           // some megabytes: read within a second
inline constexpr std::chrono::milliseconds k_newest_time{4000};  // kept for them
inline constexpr std::chrono::milliseconds k_log_reserve{5000};  // kept for each of the other logs

// What became of the reading of a log.
struct LogEnding {
  std::optional<RawError> error;
  Completeness completeness = Completeness::partial;  // with an error
};

// How long the next of `logs` may take: a big one nearly all that is left, but for a few seconds for each of the
// others.
inline std::chrono::milliseconds log_share(std::chrono::milliseconds left, std::size_t logs) {
  const auto count = static_cast<std::int64_t>(std::max<std::size_t>(logs, 1));
  return std::max(left - k_log_reserve * (count - 1), left / count);
}

// A log is handed out from its oldest line on. When the time does not suffice, the last of it goes to the newest
// lines: they tell most about what is wrong now. `read(selection, deadline)` reads into `log` what `selection` wants
// and returns what was wrong.
template <class Log, class Read>
LogEnding read_log(Log& log, const Selection& selection, const Read& read, Deadline deadline,
                   const std::stop_token& stop) {
  const auto left = deadline.left();
  const auto for_newest = std::min(k_newest_time, left / 4);
  std::optional<RawError> error = read(selection, deadline.capped(left - for_newest));
  if (error) log.cut();
  if (!error || error->kind != ErrorKind::timeout || stop.stop_requested()) return {std::move(error)};
  log.resume();
  Selection newest = selection;
  newest.tail = std::min(selection.tail.value_or(k_newest_lines), k_newest_lines);
  if (read(newest, deadline)) {
    log.cut();
    return {std::move(error)};
  }
  if (!log.has_gap()) return {};
  return {RawError{ErrorKind::timeout, "the time was up; the middle of the log is left out", {}},
          Completeness::truncated};
}

// A log that is one stream of stamped lines: of a container with a terminal, or of one in a pod.
class StampedLog {
 public:
  explicit StampedLog(LogFile::Open open) : file_(std::move(open), DockerLogLines::Kind::terminal) {}

  void add(std::string_view chunk) { file_.raw(chunk); }
  void cut() { file_.cut(); }
  void resume() {
    seam_.after = file_.last_stamp();
    file_.resume(seam_);
  }
  bool has_gap() const { return seam_.gap(); }
  // Whether there is anything of the log.
  bool finish(const LogEnding& ending) {
    const bool some = file_.flush();
    file_.finish(ending.error, ending.completeness);
    return some;
  }

 private:
  LogSeam seam_;
  LogFile file_;
};

}  // namespace sgw::collector
