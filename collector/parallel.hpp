#pragma once

#include <sgw_diag/source.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sgw::collector {

// Calls `work(i)` for each i below `count`, on up to `threads` threads, in order of i as they get free; returns when
// all have ended. The work looks at the context itself: every i is called, also when the time is over, so that what was
// not done can be said. The first exception is thrown again, after the others have ended.
template <class Work>
void for_each_parallel(std::size_t count, std::size_t threads, const CollectContext& context, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto run = [&] {
    if (context.begin_thread) context.begin_thread();
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::lock_guard lock(mutex);
      if (!thrown) thrown = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = std::min(threads, count); i > 0; --i) workers.emplace_back(run);
  }
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace sgw::collector
