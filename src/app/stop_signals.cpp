#include "src/app/stop_signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <utility>

namespace sgw::app {

namespace {

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

}  // namespace

StopSignals::StopSignals(std::function<void()> at_once) : at_once_(std::move(at_once)) {
  const sigset_t set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::jthread([this](const std::stop_token& ended) { wait(ended); });
}

StopSignals::~StopSignals() = default;

void StopSignals::wait(const std::stop_token& ended) {
  const sigset_t set = watched();
  // With a time limit, so that the thread notices the end of the program; a signal is taken at once.
  const timespec slice{0, 100'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&set, nullptr, &slice) <= 0) continue;
    if (!source_.request_stop()) {
      at_once_();
      ::_exit(130);
    }
  }
}

}  // namespace sgw::app
