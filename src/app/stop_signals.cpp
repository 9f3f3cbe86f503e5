#include "src/app/stop_signals.hpp"

#include "src/package/temporary_name.hpp"

#include <pthread.h>
#include <unistd.h>

#include <ctime>
#include <utility>

namespace sgw::app {

namespace {

// A blocked signal is delivered to who waits for it even where it is ignored, so the ignored ones are left alone.
bool is_ignored(int number) {
  struct sigaction action {};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(number)) sigaddset(&set, number);
  }
  return set;
}

}  // namespace

StopSignals::StopSignals(std::function<void()> at_once) : watched_(watched()), at_once_(std::move(at_once)) {
  pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
  thread_ = std::jthread([this](const std::stop_token& ended) { wait(ended); });
}

StopSignals::~StopSignals() = default;

void StopSignals::wait(const std::stop_token& ended) {
  // With a time limit, so that the thread notices the end of the program; a signal is taken at once.
  const timespec slice{0, 100'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&watched_, nullptr, &slice) <= 0) continue;
    if (!source_.request_stop()) {
      package::remove_temporary_names_for_good();
      at_once_();
      ::_exit(130);
    }
  }
}

}  // namespace sgw::app
