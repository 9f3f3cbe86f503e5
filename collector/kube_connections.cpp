#include "collector/kube_connections.hpp"

namespace sgw::collector {

KubeConnections::Lease::~Lease() {
  if (client_) owner_->give_back(std::move(client_));
}

RawResult<KubeConnections::Lease> KubeConnections::take(const HttpServer& server, Deadline deadline,
                                                        const std::stop_token& stop) {
  std::unique_ptr<HttpClient> client;
  {
    std::unique_lock lock(mutex_);
    const auto end = Deadline::Clock::now() + deadline.left();
    const bool free = changed_.wait_until(lock, stop, end, [this] { return left_ > 0; });
    if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "stopped on request");
    if (!free) return raw_fail(ErrorKind::timeout, "no connection was free in time");
    --left_;
    if (!idle_.empty()) {
      client = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  const bool fits =
      client && client->server().cert_pem == server.cert_pem && client->server().key_pem == server.key_pem;
  if (!fits) client = std::make_unique<HttpClient>(server);
  return Lease(*this, std::move(client));
}

void KubeConnections::give_back(std::unique_ptr<HttpClient> client) {
  {
    const std::lock_guard lock(mutex_);
    ++left_;
    idle_.push_back(std::move(client));
  }
  changed_.notify_one();
}

}  // namespace sgw::collector
