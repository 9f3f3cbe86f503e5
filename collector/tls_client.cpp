#include "collector/tls_client.hpp"

#include "collector/dns_name.hpp"
#include "collector/tls_session.hpp"
#include "collector/tls_trust.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <array>

namespace sgw::collector {

namespace {

constexpr int k_max_chain = 10;
constexpr std::int64_t k_day_seconds = 86400;

// Notes what is wrong and lets the handshake go on.
int on_verify(int ok, X509_STORE_CTX* store) {
  if (ok != 1) {
    auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* problems = ssl == nullptr ? nullptr : static_cast<std::set<CertificateProblem>*>(SSL_get_app_data(ssl));
    if (problems != nullptr) problems->insert(problem_of(X509_STORE_CTX_get_error(store)));
  }
  return 1;
}

SslContext make_context() {
  SslContext context(SSL_CTX_new(TLS_client_method()));
  if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != 1) return {};
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, &on_verify);
  return context;
}

SslHandle make_handle(const SslContext& context, const std::string& host, std::set<CertificateProblem>& problems) {
  SslHandle ssl(SSL_new(context.get()));
  if (!ssl) return {};
  SSL_set_app_data(ssl.get(), &problems);
  // SNI carries names only (RFC 6066).
  if (!is_address(host)) {
    std::string name = host;  // OpenSSL's macro casts the old way
    SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  }
  return ssl;
}

// OpenSSL's reason, in our own words.
Literal reason_text(unsigned long code) {
  switch (ERR_GET_REASON(code)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
      return "the other side does not speak TLS";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED:
      return "the other side offers no TLS version from 1.2 on";
    case SSL_R_TLSV1_UNRECOGNIZED_NAME:
      return "the other side does not know this name";
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
      return "no cipher or parameter in common";
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      return "the other side demands a client certificate";
    default:
      return "the other side broke the handshake off";
  }
}

bool ended_early(unsigned long code) { return ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING; }

void set_failure(TlsResult& result, Io state) {
  const unsigned long code = ERR_peek_error();
  if (state == Io::timeout) {
    result.status = TlsStatus::timeout;
    result.error = "no answer to the handshake";
  } else if (state == Io::closed || state == Io::reset || (code != 0 && ended_early(code))) {
    result.status = TlsStatus::reset;
    result.error = "the connection was closed during the handshake";
  } else {
    result.status = TlsStatus::handshake_failed;
    result.error = reason_text(code);
  }
}

void read_chain(SSL* ssl, const std::string& host, TlsResult& result) {
  const STACK_OF(X509)* chain = SSL_get_peer_cert_chain(ssl);
  const int count = chain == nullptr ? 0 : sk_X509_num(chain);
  for (int i = 0; i < count && i < k_max_chain; ++i) result.chain.push_back(describe(sk_X509_value(chain, i)));
  if (count == 0) return;
  result.host_match = names_host(sk_X509_value(chain, 0), host);
  if (!result.host_match) result.problems.insert(CertificateProblem::host_mismatch);
  if (const auto end = result.chain.front().not_after) {
    const auto left = std::chrono::floor<std::chrono::seconds>(*end - std::chrono::system_clock::now()).count();
    result.days_left = (left >= 0 ? left : left - (k_day_seconds - 1)) / k_day_seconds;
  }
}

TlsStatus status_of(CertificateProblem problem) {
  switch (problem) {
    case CertificateProblem::self_signed:
      return TlsStatus::self_signed;
    case CertificateProblem::untrusted:
      return TlsStatus::untrusted;
    case CertificateProblem::expired:
      return TlsStatus::expired;
    case CertificateProblem::not_yet_valid:
      return TlsStatus::not_yet_valid;
    case CertificateProblem::host_mismatch:
      return TlsStatus::host_mismatch;
  }
  return TlsStatus::untrusted;
}

// Without anything to trust, that a chain is not trusted is no finding; what else is wrong with it still is.
void set_verified(TlsResult& result) {
  if (!result.has_trust_store) result.problems.erase(CertificateProblem::untrusted);
  if (!result.problems.empty()) {
    result.status = status_of(*result.problems.begin());
  } else if (result.has_trust_store) {
    result.status = TlsStatus::ok;
  } else {
    result.status = TlsStatus::error;
    result.error = "this host has no trusted certificates to check the chain with";
  }
}

void shake(std::unique_ptr<ProbeStream> wire, const std::string& host, const TlsOptions& options, const ProbeTime& time,
           TlsResult& result) {
  const SslContext context = make_context();
  SslHandle ssl = context ? make_handle(context, host, result.problems) : SslHandle();
  if (!ssl) {
    result.status = TlsStatus::error;
    result.error = "TLS cannot be set up on this host";
    return;
  }
  result.has_trust_store = load_trust(context.get(), options.ca_file);
  auto session = std::make_unique<TlsSession>(std::move(wire), std::move(ssl));
  const Io state = session->connect(time);
  if (state != Io::done) set_failure(result, state);
  SSL_set_app_data(session->ssl(), nullptr);  // the result may move from here on
  read_chain(session->ssl(), host, result);
  if (state != Io::done) return;
  result.version = SSL_get_version(session->ssl());
  result.cipher = SSL_get_cipher_name(session->ssl());
  set_verified(result);
  result.stream = std::move(session);
}

}  // namespace

Literal to_literal(TlsStatus status) {
  switch (status) {
    case TlsStatus::ok:
      return "ok";
    case TlsStatus::untrusted:
      return "untrusted";
    case TlsStatus::self_signed:
      return "self-signed";
    case TlsStatus::expired:
      return "expired";
    case TlsStatus::not_yet_valid:
      return "not-yet-valid";
    case TlsStatus::host_mismatch:
      return "host-mismatch";
    case TlsStatus::handshake_failed:
      return "handshake-failed";
    case TlsStatus::timeout:
      return "timeout";
    case TlsStatus::reset:
      return "reset";
    case TlsStatus::skipped:
      return "skipped";
    case TlsStatus::error:
      return "error";
  }
  return "error";
}

bool TlsResult::proves_host() const {
  return stream != nullptr && has_trust_store && status != TlsStatus::self_signed && status != TlsStatus::untrusted &&
         host_match;
}

TlsResult handshake(std::unique_ptr<ProbeStream> wire, const std::string& host, const TlsOptions& options,
                    const ProbeTime& time) {
  const Stopwatch watch;
  TlsResult result;
  shake(std::move(wire), host, options, time, result);
  ERR_clear_error();
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
