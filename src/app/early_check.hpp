#pragma once

#include "src/package/spool.hpp"
#include "src/verify/leak_check.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace sgw::app {

// SHA-256 (64 digits) of contents that the second engine has found nothing in.
using CleanDigests = std::set<std::string, std::less<>>;

// A part of the final check that may be done early: searches finished spools by shape, structure and entropy, on a
// thread of its own, while sources wait for the network. Known values are not looked for: more may be learnt. The final
// check looks at the finished archive all the same; only a file of one of these digests is not searched by shape again.
class EarlyCheck {
 public:
  EarlyCheck();
  ~EarlyCheck();
  EarlyCheck(const EarlyCheck&) = delete;
  EarlyCheck& operator=(const EarlyCheck&) = delete;

  // A finished spool, which nobody changes before finish() has returned. Any thread.
  void add(std::shared_ptr<const package::Spool> spool);

  // Once, after the last add(): searches what is left on all processors, for at most `time` and until `stop` asks to
  // end.
  CleanDigests finish(std::chrono::milliseconds time, const std::stop_token& stop = {});

 private:
  void start();
  void work(const std::stop_token& stop);
  std::shared_ptr<const package::Spool> next(const std::stop_token& stop);
  void search(const package::Spool& spool, const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<const package::Spool>> queue_;
  std::size_t busy_ = 0;
  bool closed_ = false;
  CleanDigests clean_;
  std::vector<std::jthread> workers_;  // last: they use the others
};

}  // namespace sgw::app
