#pragma once

#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace sgw::app {

// Turns SIGINT, SIGTERM and SIGHUP into a stop token. One thread waits for them with sigwait, so that no code of ours
// runs inside a signal handler. The first signal asks the run to end (it still packages what there is); a second one
// removes the temporary files, runs `at_once` and ends the process with 130. A signal that was ignored when the program
// began (nohup, a background job) stays ignored.
//
// Make it before any other thread: the signals are blocked in the making thread, and threads inherit that.
class StopSignals {
 public:
  explicit StopSignals(std::function<void()> at_once);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  std::stop_token token() const { return source_.get_token(); }
  bool stopped() const { return source_.stop_requested(); }

 private:
  void wait(const std::stop_token& ended);

  sigset_t watched_;
  std::function<void()> at_once_;
  std::stop_source source_;
  std::jthread thread_;
};

}  // namespace sgw::app
