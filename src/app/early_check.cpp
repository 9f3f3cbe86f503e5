#include "src/app/early_check.hpp"

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

namespace sgw::app {

EarlyCheck::EarlyCheck() { start(); }

EarlyCheck::~EarlyCheck() {
  for (std::jthread& worker : workers_) worker.request_stop();
}

// One more worker, if the system has room for it: what is not done here the final check does.
void EarlyCheck::start() {
  try {
    workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  } catch (const std::system_error&) {
    return;
  }
}

void EarlyCheck::add(std::shared_ptr<const package::Spool> spool) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(spool));
  }
  changed_.notify_one();
}

CleanDigests EarlyCheck::finish(std::chrono::milliseconds time, const std::stop_token& stop) {
  const auto end = std::chrono::steady_clock::now() + time;
  const unsigned processors = std::max(std::thread::hardware_concurrency(), 1U);
  {
    std::unique_lock lock(mutex_);
    closed_ = true;
    for (std::size_t i = 1; i < std::min<std::size_t>(processors, queue_.size()); ++i) {
      start();
    }
    changed_.notify_all();
    if (!workers_.empty()) changed_.wait_until(lock, stop, end, [this] { return queue_.empty() && busy_ == 0; });
  }
  for (std::jthread& worker : workers_) worker.request_stop();
  workers_.clear();
  return std::move(clean_);
}

void EarlyCheck::work(const std::stop_token& stop) {
  while (const auto spool = next(stop)) {
    search(*spool, stop);
    {
      const std::lock_guard lock(mutex_);
      --busy_;
    }
    changed_.notify_all();
  }
}

// Nothing when there is no more to do.
std::shared_ptr<const package::Spool> EarlyCheck::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [this] { return closed_ || !queue_.empty(); });
  if (stop.stop_requested() || queue_.empty()) return nullptr;
  auto spool = std::move(queue_.front());
  queue_.pop_front();
  ++busy_;
  return spool;
}

// What cannot be searched for lack of memory is not known to be clean.
void EarlyCheck::search(const package::Spool& spool, const std::stop_token& stop) try {
  verify::LeakCheck check({});
  check.begin("log");  // names are the final check's
  const auto read = spool.read([&](std::string_view chunk) -> Result<void> {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
    check.add(chunk);
    return {};
  });
  if (!read) return;
  check.end();
  if (!check.leaks().empty()) return;
  const std::lock_guard lock(mutex_);
  clean_.emplace(spool.sha256().view());
} catch (const std::bad_alloc&) {
}

}  // namespace sgw::app
