#include "collector/upload_sender.hpp"

#include "collector/blob_answer.hpp"
#include "collector/kube_pause.hpp"
#include "collector/proxy_settings.hpp"

#include <algorithm>
#include <cstdlib>

namespace sgw::collector {

namespace {

// As OpenSSL's programs read it; libcurl does not by itself.
std::string further_authorities() {
  const char* file = std::getenv("SSL_CERT_FILE");
  return file == nullptr ? std::string() : file;
}

}  // namespace

UploadSender::UploadSender(const UploadPlace& place, std::string file_name, const UploadContext& context,
                           const UploadLimits& limits, HttpClient http)
    : place_(place), file_name_(std::move(file_name)), context_(context), limits_(limits), http_(std::move(http)) {}

RawResult<UploadSender> UploadSender::connect(const UploadPlace& place, std::string file_name,
                                              const UploadContext& context, const UploadLimits& limits) {
  const ProxyChoice choice = proxy_for(proxy_settings_of_environment(), place.host(), place.is_plain_http());
  if (choice.unreadable) return raw_fail(ErrorKind::bad_usage, "the environment's setting for a proxy cannot be read");
  HttpServer server;
  server.base = place.base();
  server.ca_file = further_authorities();
  // Nothing leaves a loopback address by way of a proxy.
  if (choice.proxy && !place.is_plain_http()) server.proxy = proxy_url(*choice.proxy);
  return UploadSender(place, std::move(file_name), context, limits, HttpClient(std::move(server)));
}

RawError UploadSender::shown(RawError error) const {
  error.subject = RawText(place_.shown(file_name_));
  return error;
}

std::optional<UploadSender::Failure> UploadSender::try_once(std::string_view more, const HttpHeaders& headers,
                                                            const HttpUpload& body) {
  HttpRequest request;
  request.target = place_.target(file_name_, more);
  request.headers = headers;
  request.stall = limits_.stall;
  request.max_body = std::size_t{64} << 10;
  auto answer = http_.put(request, body, context_.deadline, context_.stop);
  // Blob Storage says 201 and nothing else; a 200 is of something that stands in its way.
  const bool blob = place_.kind() == UploadPlace::Kind::azure_blob;
  if (answer && (blob ? answer->status == 201 : answer->ok())) return std::nullopt;
  if (answer) {
    RawError refused = upload_refusal(place_.kind(), *answer, place_.shown(file_name_));
    if (may_have_arrived_ && (answer->status == 409 || answer->status == 412)) {
      refused.what = "it is there already: an attempt that broke off may have put it there, or somebody else";
    }
    // Such an answer may come from somebody on the way while the file arrived.
    if (answer->status >= 500 || answer->status == 408) may_have_arrived_ = true;
    return Failure{std::move(refused), may_try_again(*answer), asked_wait(*answer)};
  }
  RawError error = std::move(answer).error();
  if (error.kind == ErrorKind::cancelled || error.kind == ErrorKind::io) return Failure{shown(std::move(error))};
  const bool broke = http_.broke_before_answer();
  if (broke) error = {ErrorKind::unreachable, "the connection broke off", {}};
  may_have_arrived_ = may_have_arrived_ || broke || error.kind == ErrorKind::timeout;
  const bool passes =
      error.kind == ErrorKind::unreachable || error.kind == ErrorKind::timeout || error.kind == ErrorKind::not_found;
  return Failure{shown(std::move(error)), passes};
}

RawResult<void> UploadSender::put(std::string_view more, const HttpHeaders& headers, const HttpUpload& body) {
  may_have_arrived_ = false;
  std::chrono::milliseconds wait = limits_.first_wait;
  for (int attempt = 1;; ++attempt) {
    auto failure = try_once(more, headers, body);
    if (!failure) return {};
    if (!failure->again || attempt >= limits_.attempts) return tl::make_unexpected(std::move(failure->error));
    const std::chrono::milliseconds asked = failure->wait.value_or(std::chrono::seconds{0});
    const std::chrono::milliseconds pause = std::clamp(asked, wait, limits_.longest_wait);
    if (pause >= context_.deadline.left() && !context_.stop.stop_requested()) {
      return tl::make_unexpected(std::move(failure->error));
    }
    if (!pause_for(pause, context_.deadline, context_.stop)) {
      if (context_.stop.stop_requested()) {
        return tl::make_unexpected(shown({ErrorKind::cancelled, "stopped on request", {}}));
      }
      return tl::make_unexpected(std::move(failure->error));
    }
    wait = std::min(2 * wait, limits_.longest_wait);
  }
}

}  // namespace sgw::collector
