#pragma once

#include "collector/kube_api.hpp"
#include "collector/kube_connections.hpp"
#include "collector/kube_login.hpp"
#include "collector/kube_pause.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace sgw::collector {

// One request as often as it needs to be asked.
struct KubeAsk {
  std::string path;                             // and query
  std::optional<std::string> body{};            // a POST
  const HttpClient::OnData* on_data = nullptr;  // a stream
  Deadline deadline;
  bool is_page = false;      // of a list: may take longer, as long as it comes
  std::size_t max_body = 0;  // bytes; of a stream not used
};

// Who asks the API server: with the right credential, not too much at a time, and again when that makes sense. Any
// thread.
class KubeSession {
 public:
  KubeSession(KubeAccess access, const KubeLimits& limits, RawSink& sink);

  RawResult<void> open(const CollectContext& context) { return login_.open(context); }

  // The answer, which is 2xx.
  KubeResult<HttpResponse> ask(const KubeAsk& ask, const CollectContext& context);

  const KubeAccess& access() const { return access_; }
  const KubeLimits& limits() const { return limits_; }
  std::optional<std::chrono::seconds> clock_skew() const;

 private:
  struct Tries {
    int busy = 0;
    int broken = 0;
    int refused = 0;
    bool stopped = false;  // while it waited
  };
  struct Once {
    RawResult<HttpResponse> response;
    bool broke = false;  // before the answer
    std::uint64_t generation = 0;
  };

  Once ask_once(const KubeAsk& ask, const CollectContext& context);
  RawResult<HttpResponse> exchange(HttpClient& client, const KubeAsk& ask, const KubeCredential& credential,
                                   const CollectContext& context);
  bool should_wait(const HttpResponse& response, const KubeAsk& ask, const CollectContext& context, Tries& tries) const;
  HttpServer server(const KubeCredential& credential) const;
  void record(const KubeAsk& ask, int status, std::chrono::milliseconds took);
  void note_date(const HttpResponse& response);

  KubeAccess access_;
  std::string prefix_;  // what stands before each path
  KubeLimits limits_;
  RawSink* sink_;
  KubeLogin login_;
  KubeConnections connections_;
  KubePace pace_;
  mutable std::mutex mutex_;
  std::optional<std::chrono::seconds> skew_;
};

}  // namespace sgw::collector
