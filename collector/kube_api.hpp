#pragma once

#include "collector/http_client.hpp"
#include "collector/kube_config.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sgw::collector {

// Why the API server did not give what was asked for. `status` is 0 when there was no answer at all; `message` is the
// server's own words (Status.message, or the start of a plain text), raw.
struct KubeFailure {
  RawError error;
  int status = 0;
  std::string reason;  // Status.reason: "NotFound", "Forbidden", "Expired", …; may be empty
  std::string message;
};

template <class T>
using KubeResult = tl::expected<T, KubeFailure>;

struct KubeLimits {
  std::size_t parallel = 8;                        // requests at a time
  double per_second = 50;                          // requests begun a second, on average; 0: as many as there are
  std::size_t page = 500;                          // objects of a list's page
  std::chrono::milliseconds answer{15'000};        // one answer that is no stream
  std::chrono::milliseconds stall{20'000};         // a stream's silence
  std::chrono::milliseconds longest_wait{10'000};  // of a Retry-After
};

// One API server. All functions may be called from any thread: each call takes one of `parallel` connections and waits
// while all are busy. Answers 429, and 5xx with Retry-After, are waited for and asked again (bounded by the deadline
// and three times); a connection that broke before the first byte is asked again once; 401 fetches the credential once
// more, once for each expiry, and asks again. Every exchange is recorded with RawSink::call under "kubernetes".
class KubeApi {
 public:
  // Fetches the credential, asks /version, /api and /apis. Fails when the server cannot be reached, does not accept the
  // credential, or is no Kubernetes API.
  static KubeResult<std::unique_ptr<KubeApi>> connect(KubeAccess access, const KubeLimits& limits,
                                                      const CollectContext& context, RawSink& sink);
  ~KubeApi();

  const KubeAccess& access() const;
  // "v1.29.3+k3s1", "linux/amd64" as the server says; may be foreign text.
  const JsonReader& version() const;
  // The first of `versions` ("v2", "v1") that the server has for `group` ("" for the core): "/apis/autoscaling/v2", or
  // "/api/v1". Empty when it has none of them; a server whose list of groups could not be had is believed to have the
  // first.
  std::string group_path(std::string_view group, std::initializer_list<std::string_view> versions) const;
  // How far the server's clock (Date) is behind this host's; nothing when it did not tell.
  std::optional<std::chrono::seconds> clock_skew() const;

  KubeResult<JsonReader> get(const std::string& path, const CollectContext& context);
  KubeResult<JsonReader> post(const std::string& path, const std::string& body, const CollectContext& context);

  // Hands the objects of a list to `take`, page by page, each once (by uid), without managedFields being held longer
  // than its page; false from it ends the list, which is no failure. `path` may have a query. An expired `continue`
  // (410) starts over, twice at most; a page that is too large for memory is asked for again with fewer objects. What
  // was handed out before a failure stays valid.
  using Take = std::function<bool(const JsonReader& object)>;
  KubeResult<std::size_t> list(const std::string& path, const Take& take, const CollectContext& context);

  // A long body as it comes, see HttpClient::stream; no limit but `stall` and `deadline`.
  KubeResult<HttpResponse> stream(const std::string& path, const HttpClient::OnData& on_data, Deadline deadline,
                                  const CollectContext& context);

 private:
  struct Impl;
  explicit KubeApi(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The pieces of a path may be foreign text: percent-encoded.
std::string kube_segment(std::string_view text);

}  // namespace sgw::collector
