#include "collector/kube_login.hpp"

#include <utility>

namespace sgw::collector {

RawResult<void> KubeLogin::open(const CollectContext& context) {
  SGW_TRY(KubeCredential fetched, fetch_credential(*access_, context.deadline, context.stop, *sink_));
  const std::lock_guard lock(mutex_);
  current_ = {std::make_shared<const KubeCredential>(std::move(fetched)), current_.generation + 1};
  return {};
}

KubeLogin::Current KubeLogin::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void KubeLogin::accepted(std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation == current_.generation) hopeless_ = false;
}

bool KubeLogin::renew(std::uint64_t generation, const CollectContext& context, RawError& error) {
  {
    std::unique_lock lock(mutex_);
    const auto end = Deadline::Clock::now() + context.deadline.left();
    changed_.wait_until(lock, context.stop, end, [this] { return !fetching_; });
    if (context.over()) return false;
    if (generation != current_.generation) return true;
    if (hopeless_) return false;
    hopeless_ = true;  // until the server takes what comes now
    fetching_ = true;
  }
  auto fetched = fetch_credential(*access_, context.deadline, context.stop, *sink_);
  std::shared_ptr<const KubeCredential> next;
  if (fetched) {
    next = std::make_shared<const KubeCredential>(*std::move(fetched));
  } else {
    error = std::move(fetched).error();
  }
  {
    const std::lock_guard lock(mutex_);
    fetching_ = false;
    if (next) current_ = {next, current_.generation + 1};
  }
  changed_.notify_all();
  return next != nullptr;
}

}  // namespace sgw::collector
