#pragma once

#include <sgw_diag/limits.hpp>
#include <sgw_diag/source.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

// Where a server is, and how to get there: directly, whatever proxy the environment names, unless `proxy` says
// otherwise. The server's certificate is verified, unless `insecure`.
struct HttpServer {
  std::string base;         // "http://host:port" or "https://…", no path; "http://localhost" with a unix socket
  std::string unix_socket;  // path; when set, the host in `base` is only sent in the Host header
  std::string ca_file;      // PEM, trusted besides the system's; empty: those alone
  std::string cert_file;    // PEM, client certificate; empty: none
  std::string key_file;     // PEM; empty: none

  std::string ca_pem{};    // trusted instead of the system's; empty: those
  std::string cert_pem{};  // client certificate with its chain; empty: none
  std::string key_pem{};   // empty: none
  std::string proxy{};     // "[scheme://][user:password@]host[:port]", of http, https, socks5, socks5h; empty: none
  std::string tls_server_name{};  // the name in the certificate; empty: the host of `base`
  bool insecure = false;          // neither the server's nor the proxy's certificate is verified
};

struct HttpRequest {
  std::string target;                                          // path and query: "/containers/json?all=1"
  std::vector<std::pair<std::string, std::string>> headers{};  // sent besides Host, Accept and User-Agent
  std::chrono::milliseconds limit = std::chrono::seconds{10};  // get() alone: the whole exchange
  std::chrono::milliseconds stall = std::chrono::seconds{60};  // the longest time without a byte
  std::size_t max_body = std::size_t{16} << 20;                // not stream(): bytes; more is ErrorKind::too_large
  std::optional<std::string> body{};                           // makes it a POST; at most k_max_request_body bytes
};

inline constexpr std::size_t k_max_request_body = std::size_t{1} << 20;

// A body that is sent as it is read: the same bytes each time they are asked for.
struct HttpUpload {
  std::uint64_t bytes = 0;
  // Fills `into` with what stands from `offset` on, and says how much that is. Nothing: it cannot be read, and the
  // transfer ends.
  std::function<std::optional<std::size_t>(std::uint64_t offset, std::span<char> into)> read;
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

// HTTP/1.1 GET, POST and PUT for one server; keeps the connection between requests. Not for several threads at a time.
// http and https only, no redirects followed, no cookies, no environment.
//
// Errors: not_found (socket file absent, host unknown), unreachable (nobody listens, no route), denied (no permission
// on the socket or a key file), timeout (limit, stall or deadline), cancelled (stop requested), protocol (TLS trouble,
// not HTTP, cut before the end), too_large, bad_usage (no such address, a header of several lines). Any HTTP status is
// a response, not an error.
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

  // PUT; the answer in memory, as with get(). There is no limit on the whole but the deadline; `stall` counts from the
  // last byte in either direction. io: the body cannot be read.
  RawResult<HttpResponse> put(const HttpRequest& request, const HttpUpload& upload, Deadline deadline,
                              const std::stop_token& stop);

  // Whether the last exchange failed because the connection broke before a byte of the answer: a server that closes an
  // idle connection does that to a request that was just under way, so asking again makes sense.
  bool broke_before_answer() const;

  const HttpServer& server() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sgw::collector
