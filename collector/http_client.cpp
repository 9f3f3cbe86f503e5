#include "collector/http_client.hpp"

#include "collector/http_error.hpp"
#include "collector/http_options.hpp"
#include "collector/http_transfer.hpp"

#include <curl/curl.h>
#include <algorithm>
#include <array>
#include <mutex>
#include <thread>

namespace sgw::collector {

namespace {

constexpr std::chrono::milliseconds k_slice{100};  // how late a stop request may be noticed
constexpr std::size_t k_small_read = std::size_t{64} << 10;
constexpr std::size_t k_small_upload = std::size_t{1} << 20;

struct EasyFree {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct MultiFree {
  void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
};

extern "C" {
static std::size_t sgw_http_body(char* data, std::size_t, std::size_t size, void* user) {
  const bool go_on = static_cast<HttpTransfer*>(user)->take_body({data, size});
  return go_on ? size : (size == 0 ? 1 : 0);
}

static std::size_t sgw_http_header(char* data, std::size_t, std::size_t size, void* user) {
  const bool go_on = static_cast<HttpTransfer*>(user)->take_header({data, size});
  return go_on ? size : (size == 0 ? 1 : 0);
}

static std::size_t sgw_http_upload(char* into, std::size_t, std::size_t size, void* user) {
  return static_cast<HttpTransfer*>(user)->give_body({into, size}).value_or(CURL_READFUNC_ABORT);
}

// A connection that was kept and turns out to be dead: the request begins anew on another.
static int sgw_http_rewind(void* user, curl_off_t offset, int origin) {
  if (origin != SEEK_SET || offset < 0) return CURL_SEEKFUNC_CANTSEEK;
  static_cast<HttpTransfer*>(user)->give_from(static_cast<std::uint64_t>(offset));
  return CURL_SEEKFUNC_OK;
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
  RawResult<HttpRoute> route;
  CurlList connect_to;
  std::unique_ptr<CURLM, MultiFree> multi;
  std::unique_ptr<CURL, EasyFree> easy;
  std::array<char, CURL_ERROR_SIZE> error_text{};
  bool broke = false;

  explicit Impl(HttpServer where) : server(std::move(where)), route(http_route(server)) {
    if (route && !route->connect_to.empty()) append(connect_to, route->connect_to);
  }

  RawError located(RawError error) const {
    error.subject = RawText(server.unix_socket.empty() ? server.base : server.unix_socket);
    return error;
  }

  void set_options(const HttpRequest& request, HttpTransfer& transfer, curl_slist* headers) {
    CURL* handle = easy.get();
    curl_easy_reset(handle);  // keeps the connections
    error_text.fill('\0');
    set_server_options(handle, server, *route, connect_to.get());
    curl_easy_setopt(handle, CURLOPT_URL, (route->base + request.target).c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text.data());
    if (request.body) {
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body->data());
    }
    if (const HttpUpload* upload = transfer.upload(); upload != nullptr) {
      curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(upload->bytes));
      curl_easy_setopt(handle, CURLOPT_READFUNCTION, &sgw_http_upload);
      curl_easy_setopt(handle, CURLOPT_READDATA, &transfer);
      curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, &sgw_http_rewind);
      curl_easy_setopt(handle, CURLOPT_SEEKDATA, &transfer);
    }
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &sgw_http_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &sgw_http_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  }

  // Why the exchange cannot even begin, or the headers to send.
  RawResult<CurlList> begin(const HttpRequest& request, const HttpUpload* upload) const {
    if (!multi || !easy) return raw_fail(ErrorKind::io, "the HTTP library cannot start");
    if (!route) return tl::make_unexpected(RawError{route.error().kind, route.error().what, {}});
    if (request.body && request.body->size() > k_max_request_body) {
      return raw_fail(ErrorKind::too_large, "the request is too large");
    }
    SGW_TRY(CurlList headers, header_list(request.headers));
    if (!route->host.empty()) append(headers, "Host: " + route->host);
    // Else libcurl waits for a leave to send, which only saves something where much would be sent in vain.
    if (request.body || (upload != nullptr && upload->bytes <= k_small_upload)) append(headers, "Expect:");
    return headers;
  }

  RawResult<HttpResponse> exchange(const HttpRequest& request, HttpTransfer& transfer, Deadline end,
                                   std::chrono::milliseconds stall, const std::stop_token& stop) {
    broke = false;
    auto headers = begin(request, transfer.upload());
    if (!headers) return tl::make_unexpected(located(std::move(headers).error()));
    set_options(request, transfer, headers->get());
    const auto start = Deadline::Clock::now();
    curl_multi_add_handle(multi.get(), easy.get());
    auto done = wait(transfer, end, stall, stop);
    curl_multi_remove_handle(multi.get(), easy.get());
    transfer.rethrow();
    if (!done) return tl::make_unexpected(located(std::move(done).error()));
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    HttpResponse& response = transfer.response();
    response.status = static_cast<int>(status);
    response.took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start);
    return std::move(response);
  }

  RawResult<void> wait(const HttpTransfer& transfer, Deadline end, std::chrono::milliseconds stall,
                       const std::stop_token& stop) {
    while (true) {
      if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "stopped on request");
      if (end.passed()) return raw_fail(ErrorKind::timeout, "no complete answer in time");
      if (Deadline::Clock::now() - transfer.last_byte() > stall) {
        return raw_fail(ErrorKind::timeout, "nothing came for too long");
      }
      const std::uint64_t before = transfer.bytes();
      int running = 0;
      if (curl_multi_perform(multi.get(), &running) != CURLM_OK) {
        return raw_fail(ErrorKind::io, "the HTTP library failed");
      }
      if (running == 0) return result(transfer);
      // A server that writes line by line wakes us for each: a short rest lets lines gather in the socket's buffer.
      const std::uint64_t got = transfer.bytes() - before;
      if (transfer.streams() && got > 0 && got < k_small_read) {
        std::this_thread::sleep_for(std::chrono::microseconds{200});
      }
      const auto slice = std::min(k_slice, end.left());
      curl_multi_poll(multi.get(), nullptr, 0, static_cast<int>(slice.count()), nullptr);
    }
  }

  RawResult<void> result(const HttpTransfer& transfer) {
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi.get(), &left);
    if (message == nullptr || message->msg != CURLMSG_DONE) return raw_fail(ErrorKind::io, "the HTTP library failed");
    const CURLcode code = message->data.result;
    if (code == CURLE_OK || transfer.response().ended_by_caller) return {};
    // What a server says with an error status is cut without harm.
    const bool head_counts = transfer.streams() || transfer.upload() != nullptr;
    if (transfer.too_large() && head_counts && transfer.bytes() > 0) return {};
    if (transfer.unreadable()) return raw_fail(ErrorKind::io, "what is to be sent cannot be read, or has changed");
    if (transfer.too_large()) return raw_fail(ErrorKind::too_large, "the answer is too large");
    broke = broke_off(code) && !transfer.answered();
    return tl::make_unexpected(http_error({.code = code,
                                           .easy = easy.get(),
                                           .text = error_text.data(),
                                           .tls = server.base.starts_with("https://"),
                                           .has_certificate = !server.cert_file.empty() || !server.cert_pem.empty(),
                                           .by_proxy = !server.proxy.empty()}));
  }
};

HttpClient::HttpClient(HttpServer server) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_ = std::make_unique<Impl>(std::move(server));
  impl_->multi.reset(curl_multi_init());
  impl_->easy.reset(curl_easy_init());
}

HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

const HttpServer& HttpClient::server() const { return impl_->server; }

bool HttpClient::broke_before_answer() const { return impl_->broke; }

RawResult<HttpResponse> HttpClient::get(const HttpRequest& request, Deadline deadline, const std::stop_token& stop) {
  HttpTransfer transfer(nullptr, request.max_body);
  return impl_->exchange(request, transfer, deadline.capped(request.limit), request.stall, stop);
}

RawResult<HttpResponse> HttpClient::stream(const HttpRequest& request, const OnData& on_data, Deadline deadline,
                                           const std::stop_token& stop) {
  HttpTransfer transfer(&on_data, 0);
  return impl_->exchange(request, transfer, deadline, request.stall, stop);
}

RawResult<HttpResponse> HttpClient::put(const HttpRequest& request, const HttpUpload& upload, Deadline deadline,
                                        const std::stop_token& stop) {
  HttpTransfer transfer(nullptr, request.max_body, &upload);
  return impl_->exchange(request, transfer, deadline, request.stall, stop);
}

}  // namespace sgw::collector
