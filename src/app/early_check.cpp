#include "src/app/early_check.hpp"

#include <algorithm>
#include <utility>

namespace sgw::app {

EarlyCheck::EarlyCheck() {
  workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

EarlyCheck::~EarlyCheck() {
  for (std::jthread& worker : workers_) worker.request_stop();
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
      workers_.emplace_back([this](const std::stop_token& end_of_work) { work(end_of_work); });
    }
    changed_.notify_all();
    changed_.wait_until(lock, stop, end, [this] { return queue_.empty() && busy_ == 0; });
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

void EarlyCheck::search(const package::Spool& spool, const std::stop_token& stop) {
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
}

}  // namespace sgw::app
