#include "collector/tls_failure.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace sgw::collector {

namespace {

TlsFailure failure_of_reason(int reason) {
  switch (reason) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
      return TlsFailure::not_tls;
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED:
      return TlsFailure::protocol_version;
    case SSL_R_TLSV1_UNRECOGNIZED_NAME:
      return TlsFailure::unrecognized_name;
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
      return TlsFailure::no_common_cipher;
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      return TlsFailure::client_certificate;
    case SSL_R_EXCESSIVE_MESSAGE_SIZE:
      return TlsFailure::too_large;
    default:
      return TlsFailure::broken_off;
  }
}

}  // namespace

Literal to_literal(TlsFailure failure) {
  switch (failure) {
    case TlsFailure::none:
      return "";
    case TlsFailure::not_tls:
      return "not-tls";
    case TlsFailure::protocol_version:
      return "protocol-version";
    case TlsFailure::unrecognized_name:
      return "unrecognized-name";
    case TlsFailure::no_common_cipher:
      return "no-common-cipher";
    case TlsFailure::client_certificate:
      return "client-certificate";
    case TlsFailure::too_large:
      return "too-large";
    case TlsFailure::closed:
      return "closed";
    case TlsFailure::timeout:
      return "timeout";
    case TlsFailure::broken_off:
      return "broken-off";
  }
  return "";
}

Literal text_of(TlsFailure failure) {
  switch (failure) {
    case TlsFailure::none:
      return "";
    case TlsFailure::not_tls:
      return "the other side does not speak TLS";
    case TlsFailure::protocol_version:
      return "the other side offers no TLS version from 1.2 on";
    case TlsFailure::unrecognized_name:
      return "the other side does not know this name";
    case TlsFailure::no_common_cipher:
      return "no cipher or parameter in common";
    case TlsFailure::client_certificate:
      return "the other side demands a client certificate";
    case TlsFailure::too_large:
      return "the other side sends more certificates than a chain can have";
    case TlsFailure::closed:
      return "the connection was closed during the handshake";
    case TlsFailure::timeout:
      return "no answer to the handshake";
    case TlsFailure::broken_off:
      return "the other side broke the handshake off";
  }
  return "";
}

bool is_alert(unsigned long code) {
  const int reason = ERR_GET_REASON(code);
  return ERR_GET_LIB(code) == ERR_LIB_SSL && reason >= SSL_AD_REASON_OFFSET && reason < SSL_AD_REASON_OFFSET + 256;
}

TlsFailure failure_of(Io state, unsigned long code, bool asked_for_certificate) {
  if (state == Io::timeout) return TlsFailure::timeout;
  const bool ended = code != 0 && ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  if (state == Io::closed || state == Io::reset || ended) return TlsFailure::closed;
  if (asked_for_certificate && is_alert(code)) return TlsFailure::client_certificate;
  return failure_of_reason(ERR_GET_REASON(code));
}

}  // namespace sgw::collector
