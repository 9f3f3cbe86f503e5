#include "collector/probe_time.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace sgw::collector {

int ProbeTime::slice() const { return static_cast<int>(std::min(end.left(), std::chrono::milliseconds(50)).count()); }

Io wait_for(int fd, short events, const ProbeTime& time) {
  while (!time.over()) {
    pollfd polled{fd, events, 0};
    const int count = poll(&polled, 1, time.slice());
    if (count > 0) return Io::done;
    if (count < 0 && errno != EINTR) return Io::error;
  }
  return Io::timeout;
}

ProbeFd& ProbeFd::operator=(ProbeFd&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

ProbeFd::~ProbeFd() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace sgw::collector
