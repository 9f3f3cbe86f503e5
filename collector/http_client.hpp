#pragma once

#include "collector/proxy_settings.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/source.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

// Where a server is, and how to get there: directly unless a proxy is given, whatever the environment names. The
// certificates of the server and of an https:// proxy are always verified.
struct HttpServer {
  std::string base;         // "http://host:port" or "https://…", no path; "http://localhost" with a unix socket
  std::string unix_socket;  // path; when set, the host in `base` is only sent in the Host header
  std::string ca_file;      // PEM, trusted besides the system's; empty: those alone
  std::string cert_file;    // PEM, client certificate; empty: none
  std::string key_file;     // PEM; empty: none
  std::optional<ProxyAddress> proxy{};  // its scheme is http or https; gets its own credentials, the server does not
};

struct HttpRequest {
  std::string target;                                          // path and query: "/containers/json?all=1"
  std::vector<std::pair<std::string, std::string>> headers{};  // sent besides Host, Accept and User-Agent
  std::chrono::milliseconds limit = std::chrono::seconds{10};  // get(): the whole exchange; stream(): not used
  std::chrono::milliseconds stall = std::chrono::seconds{60};  // stream(): the longest time without a byte
  std::size_t max_body = std::size_t{16} << 20;                // get(): bytes; more is ErrorKind::too_large
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order of arrival
  std::string body;              // of get(); of stream() only when the status is not 2xx (at most 64 KiB then)
  bool ended_by_caller = false;  // stream(): on_data returned false
  std::chrono::milliseconds took{0};

  bool ok() const { return status >= 200 && status < 300; }
  // The first value of that name (lower case).
  std::optional<std::string> header(std::string_view name) const;
};

// HTTP/1.1 GET for one server; keeps the connection between requests. The only user of libcurl. Not for several threads
// at a time. http and https only, no redirects followed, no cookies, no environment.
//
// Errors: not_found (socket file absent, host unknown), unreachable (nobody listens, no route), denied (no permission
// on the socket or a key file), timeout (limit, stall or deadline), cancelled (stop requested), protocol (TLS trouble,
// not HTTP, cut before the end), too_large. A proxy that says no is denied, one that is not reached unreachable. Any
// HTTP status is a response, not an error.
class HttpClient {
 public:
  explicit HttpClient(HttpServer server);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  // The whole response in memory.
  RawResult<HttpResponse> get(const HttpRequest& request, Deadline deadline, const std::stop_token& stop);

  // Hands a 2xx body to `on_data` as it comes; false from it ends the transfer, which is no error. There is no limit on
  // the whole, only `stall`, the deadline and the stop token. What was handed out before an error stays valid.
  using OnData = std::function<bool(std::string_view chunk)>;
  RawResult<HttpResponse> stream(const HttpRequest& request, const OnData& on_data, Deadline deadline,
                                 const std::stop_token& stop);

  const HttpServer& server() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sgw::collector
