#pragma once

#include <sgw_diag/limits.hpp>

#include <stop_token>
#include <utility>

namespace sgw::collector {

// Until when one rung of a probe may take, and what ends it sooner.
struct ProbeTime {
  Deadline end;
  std::stop_token stop;

  bool over() const { return stop.stop_requested() || end.passed(); }
  // What may pass in one poll(): short enough that a stop is seen promptly. Milliseconds, 0 to 50.
  int slice() const;
};

// What became of one reading or writing on the wire.
enum class Io { done, closed, reset, timeout, error };

// Waits until poll() reports `events` (or a fault) on `fd`. Io::done or Io::timeout; a stop counts as the latter.
Io wait_for(int fd, short events, const ProbeTime& time);

// Owner of a descriptor.
class ProbeFd {
 public:
  ProbeFd() = default;
  explicit ProbeFd(int fd) : fd_(fd) {}
  ProbeFd(ProbeFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  ProbeFd& operator=(ProbeFd&& other) noexcept;
  ~ProbeFd();

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// Measures a rung.
class Stopwatch {
 public:
  std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start_);
  }

 private:
  Deadline::Clock::time_point start_ = Deadline::Clock::now();
};

}  // namespace sgw::collector
