#include "collector/http_error.hpp"

#include <cerrno>
#include <optional>

namespace sgw::collector {

namespace {

bool says(const HttpFailure& failure, std::string_view part) {
  return failure.text.find(part) != std::string_view::npos;
}

RawError connect_error(const HttpFailure& failure) {
  if (failure.by_proxy) return {ErrorKind::unreachable, "the proxy cannot be reached", {}};
  long number = 0;
  curl_easy_getinfo(failure.easy, CURLINFO_OS_ERRNO, &number);
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

RawError certificate_error(const HttpFailure& failure) {
  if (says(failure, "subject name")) {
    return {ErrorKind::protocol, "TLS: the server's certificate is for another host", {}};
  }
  return {ErrorKind::protocol, "TLS: the server's certificate is not trusted", {}};
}

// A TLS 1.3 server judges the client's certificate after the handshake: the alert may come with the first answer.
RawError alert_error(const HttpFailure& failure) {
  if (!says(failure, "certificate") && !says(failure, "unknown ca")) {
    return {ErrorKind::denied, "TLS: the server refused the handshake", {}};
  }
  if (failure.has_certificate) {
    return {ErrorKind::denied, "TLS: the server does not accept the client certificate", {}};
  }
  return {ErrorKind::denied, "TLS: the server demands a client certificate", {}};
}

// A server that closes at once with our request unread resets the connection, and the alert is lost on the way.
RawError break_error(const HttpFailure& failure) {
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

// What the proxy said to CONNECT, when it was not yes.
std::optional<RawError> tunnel_error(const HttpFailure& failure) {
  long status = 0;
  curl_easy_getinfo(failure.easy, CURLINFO_HTTP_CONNECTCODE, &status);
  if (!failure.by_proxy || status == 0 || (status >= 200 && status < 300)) return std::nullopt;
  if (status == 407) return RawError{ErrorKind::denied, "the proxy wants credentials", {}};
  if (status == 401 || status == 403) return RawError{ErrorKind::denied, "the proxy refuses the way there", {}};
  return RawError{ErrorKind::unreachable, "the proxy cannot reach it", {}};
}

}  // namespace

RawError http_error(const HttpFailure& failure) {
  if (auto error = tunnel_error(failure)) return *std::move(error);
  const bool alert = says(failure, "alert");
  switch (failure.code) {
    case CURLE_COULDNT_CONNECT:
      return connect_error(failure);
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorKind::not_found, "the host name is not known", {}};
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {ErrorKind::not_found, "the host name of the proxy is not known", {}};
    case CURLE_PROXY:
      return {ErrorKind::unreachable, "the proxy does not open the way there", {}};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorKind::timeout, "no answer in time", {}};
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate_error(failure);
    case CURLE_SSL_CERTPROBLEM:
      return {ErrorKind::io, "TLS: the client certificate or its key cannot be used", {}};
    case CURLE_SSL_CACERT_BADFILE:
      return {ErrorKind::io, "TLS: the trusted certificates cannot be used", {}};
    case CURLE_SSL_CONNECT_ERROR:
      return alert ? alert_error(failure) : RawError{ErrorKind::protocol, "TLS: the handshake failed", {}};
    case CURLE_GOT_NOTHING:
      return {ErrorKind::protocol, "the connection was closed without an answer", {}};
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      if (says(failure, "chunked-encoding")) return {ErrorKind::protocol, "the answer is not proper HTTP", {}};
      return alert ? alert_error(failure) : break_error(failure);
    case CURLE_PARTIAL_FILE:
      return {ErrorKind::protocol, "the answer broke off", {}};
    case CURLE_URL_MALFORMAT:
      return {ErrorKind::bad_usage, "the address is not a URL", {}};
    default:
      return {ErrorKind::protocol, "the answer is not proper HTTP", {}};
  }
}

bool broke_off(CURLcode code) {
  return code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR;
}

}  // namespace sgw::collector
