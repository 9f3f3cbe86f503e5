#include "collector/http_client.hpp"

#include "collector/dns_name.hpp"
#include "collector/text.hpp"

#include <curl/curl.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <mutex>
#include <thread>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_header_bytes = std::size_t{64} << 10;
constexpr std::size_t k_max_error_body = std::size_t{64} << 10;
constexpr std::chrono::milliseconds k_slice{100};  // how late a stop request may be noticed
constexpr std::size_t k_small_read = std::size_t{64} << 10;

struct EasyFree {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct MultiFree {
  void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
};
struct ListFree {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

// One exchange: what libcurl's callbacks write to.
struct Transfer {
  CURL* easy = nullptr;
  HttpResponse response;
  const HttpClient::OnData* on_data = nullptr;  // of stream(), else nullptr
  std::size_t max_body = 0;
  std::size_t header_bytes = 0;
  std::uint64_t bytes = 0;  // of the body, whoever got them
  Deadline::Clock::time_point last_byte = Deadline::Clock::now();
  bool too_large = false;
  std::exception_ptr thrown;  // an exception must not fly through libcurl's frames

  bool take_body(std::string_view chunk) {
    bytes += chunk.size();
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (on_data != nullptr && status >= 200 && status < 300) {
      if ((*on_data)(chunk)) return true;
      response.ended_by_caller = true;
      return false;
    }
    const std::size_t limit = on_data != nullptr ? k_max_error_body : max_body;
    if (response.body.size() + chunk.size() <= limit) {
      response.body += chunk;
      return true;
    }
    response.body += chunk.substr(0, limit - response.body.size());
    too_large = true;
    return false;
  }

  // False when there are too many, interim answers included: a server may send them without end.
  bool take_header(std::string_view line) {
    last_byte = Deadline::Clock::now();
    header_bytes += line.size();
    too_large = header_bytes > k_max_header_bytes;
    if (too_large) return false;
    if (line.starts_with("HTTP/")) response.headers.clear();  // an interim answer came before
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    std::string name = lower(line.substr(0, colon));
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' '))
      value.remove_suffix(1);
    response.headers.emplace_back(std::move(name), value);
    return true;
  }
};

extern "C" {
static std::size_t sgw_http_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  try {
    const bool go_on = transfer.take_body({data, size});
    transfer.last_byte = Deadline::Clock::now();  // after the taker: its time is not the server's
    return go_on ? size : (size == 0 ? 1 : 0);
  } catch (...) {
    transfer.thrown = std::current_exception();
    return size == 0 ? 1 : 0;
  }
}

static std::size_t sgw_http_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  try {
    return transfer.take_header({data, size}) ? size : (size == 0 ? 1 : 0);
  } catch (...) {
    transfer.thrown = std::current_exception();
    return 0;
  }
}
}

RawError connect_error(CURL* easy) {
  long number = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorKind::not_found, "there is no such socket", {}};
    case EACCES:
    case EPERM:
      return {ErrorKind::denied, "no permission to connect", {}};
    case ECONNREFUSED:
      return {ErrorKind::unreachable, "nobody listens there", {}};
    case ENETUNREACH:
    case EHOSTUNREACH:
      return {ErrorKind::unreachable, "there is no route to it", {}};
    case ETIMEDOUT:
      return {ErrorKind::timeout, "no connection in time", {}};
    default:
      return {ErrorKind::unreachable, "cannot connect", {}};
  }
}

// What libcurl knows of a transfer that failed. Its text may quote addresses and is not shown; it is only looked at to
// tell cases apart.
struct Failure {
  CURLcode code;
  CURL* easy;
  std::string_view text;
  bool tls;
  bool has_certificate;  // of the client
  bool by_proxy;
};

// The proxy's own part in a failure; nothing when it had none.
std::optional<RawError> proxy_error(const Failure& failure) {
  if (!failure.by_proxy) return std::nullopt;
  long answered = 0;  // to CONNECT
  curl_easy_getinfo(failure.easy, CURLINFO_HTTP_CONNECTCODE, &answered);
  if (answered != 0 && answered / 100 != 2) return RawError{ErrorKind::denied, "the proxy refuses the way there", {}};
  if (failure.code == CURLE_COULDNT_CONNECT) return RawError{ErrorKind::unreachable, "the proxy does not answer", {}};
  if (failure.code == CURLE_COULDNT_RESOLVE_PROXY)
    return RawError{ErrorKind::not_found, "the proxy's name is not known", {}};
  return std::nullopt;
}

RawError certificate_error(const Failure& failure) {
  if (failure.text.find("subject name") != std::string_view::npos) {
    return {ErrorKind::protocol, "TLS: the server's certificate is for another host", {}};
  }
  return {ErrorKind::protocol, "TLS: the server's certificate is not trusted", {}};
}

// A TLS 1.3 server judges the client's certificate after the handshake: the alert may come with the first answer.
RawError alert_error(const Failure& failure) {
  const bool about_certificate = failure.text.find("certificate") != std::string_view::npos ||
                                 failure.text.find("unknown ca") != std::string_view::npos;
  if (!about_certificate) return {ErrorKind::denied, "TLS: the server refused the handshake", {}};
  if (failure.has_certificate) {
    return {ErrorKind::denied, "TLS: the server does not accept the client certificate", {}};
  }
  return {ErrorKind::denied, "TLS: the server demands a client certificate", {}};
}

// A server that closes at once with our request unread resets the connection, and the alert is lost on the way.
RawError broken_off(const Failure& failure) {
  curl_off_t connected = 0;
  long answered = 0;
  curl_easy_getinfo(failure.easy, CURLINFO_APPCONNECT_TIME_T, &connected);
  curl_easy_getinfo(failure.easy, CURLINFO_RESPONSE_CODE, &answered);
  if (!failure.tls || connected == 0 || answered != 0) return {ErrorKind::protocol, "the connection broke off", {}};
  if (failure.has_certificate) {
    return {ErrorKind::denied, "TLS: the server broke off; it may not accept the client certificate", {}};
  }
  return {ErrorKind::denied, "TLS: the server broke off; it may demand a client certificate", {}};
}

RawError transfer_error(const Failure& failure) {
  if (auto error = proxy_error(failure)) return *std::move(error);
  const bool alert = failure.text.find("alert") != std::string_view::npos;
  switch (failure.code) {
    case CURLE_COULDNT_CONNECT:
      return connect_error(failure.easy);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {ErrorKind::not_found, "the host name is not known", {}};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorKind::timeout, "no answer in time", {}};
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate_error(failure);
    case CURLE_SSL_CERTPROBLEM:
      return {ErrorKind::io, "TLS: the client certificate or its key cannot be used", {}};
    case CURLE_SSL_CACERT_BADFILE:
      return {ErrorKind::io, "TLS: the file of trusted certificates cannot be used", {}};
    case CURLE_SSL_CONNECT_ERROR:
      return alert ? alert_error(failure) : RawError{ErrorKind::protocol, "TLS: the handshake failed", {}};
    case CURLE_GOT_NOTHING:
      return {ErrorKind::protocol, "the connection was closed without an answer", {}};
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return alert ? alert_error(failure) : broken_off(failure);
    case CURLE_PARTIAL_FILE:
      return {ErrorKind::protocol, "the answer broke off", {}};
    case CURLE_URL_MALFORMAT:
      return {ErrorKind::bad_usage, "the address is not a URL", {}};
    default:
      return {ErrorKind::protocol, "the answer is not proper HTTP", {}};
  }
}

}  // namespace

std::optional<std::string> HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

struct HttpClient::Impl {
  HttpServer server;
  std::unique_ptr<CURLM, MultiFree> multi;
  std::unique_ptr<CURL, EasyFree> easy;
  std::array<char, CURL_ERROR_SIZE> error_text{};

  RawText where() const { return RawText(server.unix_socket.empty() ? server.base : server.unix_socket); }

  RawError located(RawError error) const {
    error.subject = where();
    return error;
  }

  void set_options(const HttpRequest& request, Transfer& transfer, curl_slist* headers) {
    CURL* handle = easy.get();
    curl_easy_reset(handle);  // keeps the connections
    error_text.fill('\0');
    curl_easy_setopt(handle, CURLOPT_URL, (server.base + request.target).c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);  // does not wait for a resolver thread
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "sgw-diag");
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text.data());
    set_proxy_options(handle);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    if (!server.unix_socket.empty()) curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, server.unix_socket.c_str());
    set_tls_options(handle);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &sgw_http_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &sgw_http_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  }

  void set_proxy_options(CURL* handle) const {
    // An empty text, unlike none, keeps libcurl from the environment's proxy variables.
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    if (!server.proxy) return;
    const ProxyAddress& proxy = *server.proxy;
    curl_easy_setopt(handle, CURLOPT_PROXY, (proxy.scheme + "://" + host_and_port(proxy.host, proxy.port, 0)).c_str());
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);  // else its answer is taken for the server's
    if (!server.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_PROXY_CAINFO, server.ca_file.c_str());
    if (proxy.authorization.empty()) return;
    const std::string user = percent_decoded(proxy.userinfo.substr(0, proxy.userinfo.find(':')));
    curl_easy_setopt(handle, CURLOPT_PROXYAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(handle, CURLOPT_PROXYUSERNAME, user.c_str());
    curl_easy_setopt(handle, CURLOPT_PROXYPASSWORD, proxy.password.c_str());
  }

  void set_tls_options(CURL* handle) const {
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, server.ca_file.c_str());
    if (!server.cert_file.empty()) curl_easy_setopt(handle, CURLOPT_SSLCERT, server.cert_file.c_str());
    if (!server.key_file.empty()) curl_easy_setopt(handle, CURLOPT_SSLKEY, server.key_file.c_str());
    curl_easy_setopt(handle, CURLOPT_KEYPASSWD, "");  // else OpenSSL asks for it on the terminal
  }

  RawResult<HttpResponse> exchange(const HttpRequest& request, Transfer& transfer, Deadline end,
                                   std::optional<std::chrono::milliseconds> stall, const std::stop_token& stop) {
    if (!multi || !easy) return tl::make_unexpected(located({ErrorKind::io, "the HTTP library cannot start", {}}));
    std::unique_ptr<curl_slist, ListFree> headers;
    for (const auto& [name, value] : request.headers) {
      std::string line = name;
      line += ": ";
      line += value;
      if (curl_slist* longer = curl_slist_append(headers.get(), line.c_str()); longer != headers.get()) {
        (void)headers.release();
        headers.reset(longer);
      }
    }
    set_options(request, transfer, headers.get());
    transfer.easy = easy.get();
    const auto start = Deadline::Clock::now();
    curl_multi_add_handle(multi.get(), easy.get());
    auto done = wait(transfer, end, stall, stop);
    curl_multi_remove_handle(multi.get(), easy.get());
    if (transfer.thrown) std::rethrow_exception(transfer.thrown);
    if (!done) return tl::make_unexpected(located(std::move(done).error()));
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    transfer.response.took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start);
    return std::move(transfer.response);
  }

  RawResult<void> wait(Transfer& transfer, Deadline end, std::optional<std::chrono::milliseconds> stall,
                       const std::stop_token& stop) {
    while (true) {
      if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "stopped on request");
      if (end.passed()) return raw_fail(ErrorKind::timeout, "no complete answer in time");
      if (stall && Deadline::Clock::now() - transfer.last_byte > *stall) {
        return raw_fail(ErrorKind::timeout, "nothing came for too long");
      }
      const std::uint64_t before = transfer.bytes;
      int running = 0;
      if (curl_multi_perform(multi.get(), &running) != CURLM_OK) {
        return raw_fail(ErrorKind::io, "the HTTP library failed");
      }
      if (running == 0) return result(transfer);
      // A server that writes line by line wakes us for each: a short rest lets lines gather in the socket's buffer.
      const std::uint64_t got = transfer.bytes - before;
      if (transfer.on_data != nullptr && got > 0 && got < k_small_read) {
        std::this_thread::sleep_for(std::chrono::microseconds{200});
      }
      const auto slice = std::min(k_slice, end.left());
      curl_multi_poll(multi.get(), nullptr, 0, static_cast<int>(slice.count()), nullptr);
    }
  }

  RawResult<void> result(const Transfer& transfer) {
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi.get(), &left);
    if (message == nullptr || message->msg != CURLMSG_DONE) return raw_fail(ErrorKind::io, "the HTTP library failed");
    const CURLcode code = message->data.result;
    if (code == CURLE_OK || transfer.response.ended_by_caller) return {};
    // What a server says with an error status is cut without harm.
    if (transfer.too_large && transfer.on_data != nullptr && transfer.bytes > 0) return {};
    if (transfer.too_large) return raw_fail(ErrorKind::too_large, "the answer is too large");
    return tl::make_unexpected(transfer_error({code, easy.get(), error_text.data(), server.base.starts_with("https://"),
                                               !server.cert_file.empty(), server.proxy.has_value()}));
  }
};

HttpClient::HttpClient(HttpServer server) : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->server = std::move(server);
  impl_->multi.reset(curl_multi_init());
  impl_->easy.reset(curl_easy_init());
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

const HttpServer& HttpClient::server() const { return impl_->server; }

RawResult<HttpResponse> HttpClient::get(const HttpRequest& request, Deadline deadline, const std::stop_token& stop) {
  Transfer transfer;
  transfer.max_body = request.max_body;
  return impl_->exchange(request, transfer, deadline.capped(request.limit), std::nullopt, stop);
}

RawResult<HttpResponse> HttpClient::stream(const HttpRequest& request, const OnData& on_data, Deadline deadline,
                                           const std::stop_token& stop) {
  Transfer transfer;
  transfer.on_data = &on_data;
  return impl_->exchange(request, transfer, deadline, request.stall, stop);
}

}  // namespace sgw::collector
