#pragma once

#include "collector/kube_config.hpp"
#include "collector/kube_credential.hpp"

#include <sgw_diag/source.hpp>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

namespace sgw::collector {

// The credential that all threads of one session use, fetched anew when it has expired: by one of them, while the
// others wait. Any thread.
class KubeLogin {
 public:
  struct Current {
    std::shared_ptr<const KubeCredential> credential;
    std::uint64_t generation = 0;  // which fetching it is of
  };

  // `access` and `sink` outlive it.
  KubeLogin(const KubeAccess& access, RawSink& sink) : access_(&access), sink_(&sink) {}

  // The first fetching.
  RawResult<void> open(const CollectContext& context);
  Current current() const;
  // The server took a credential of that generation: when it is refused later, it has expired.
  void accepted(std::uint64_t generation);
  // The server refused a credential of that generation. True when there is a newer one to try; false when a new one has
  // been tried and was refused as well, or cannot be had: then the error of who tried is in `error`.
  bool renew(std::uint64_t generation, const CollectContext& context, RawError& error);

 private:
  const KubeAccess* access_;
  RawSink* sink_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  Current current_;
  bool fetching_ = false;
  bool hopeless_ = false;  // renewed since the server last took one
};

}  // namespace sgw::collector
