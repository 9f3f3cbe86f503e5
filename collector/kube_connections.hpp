#pragma once

#include "collector/http_client.hpp"

#include <sgw_diag/limits.hpp>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace sgw::collector {

// At most so many connections to one server, made when first used and kept open. Any thread.
class KubeConnections {
 public:
  explicit KubeConnections(std::size_t most) : left_(most == 0 ? 1 : most) {}

  // One connection, for one thread, until it is destroyed.
  class Lease {
   public:
    Lease(KubeConnections& owner, std::unique_ptr<HttpClient> client) : owner_(&owner), client_(std::move(client)) {}
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    HttpClient& operator*() const { return *client_; }
    HttpClient* operator->() const { return client_.get(); }

   private:
    KubeConnections* owner_;
    std::unique_ptr<HttpClient> client_;
  };

  // Waits while all are busy. A kept connection that was opened with another client certificate than `server` has is
  // given up. Errors: cancelled, timeout.
  RawResult<Lease> take(const HttpServer& server, Deadline deadline, const std::stop_token& stop);

 private:
  void give_back(std::unique_ptr<HttpClient> client);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t left_;
  std::vector<std::unique_ptr<HttpClient>> idle_;  // the last used is the likeliest to be still open
};

}  // namespace sgw::collector
