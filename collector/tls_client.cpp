#include "collector/tls_client.hpp"

#include "collector/dns_name.hpp"
#include "collector/known_signers.hpp"
#include "collector/tls_session.hpp"
#include "collector/tls_trust.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <set>

namespace sgw::collector {

namespace {

constexpr int k_max_chain = 10;
constexpr std::int64_t k_day_seconds = 86400;

// What the handshake's own callbacks note.
struct Notes {
  std::set<int> verify_errors;
  bool asked_for_certificate = false;
};

Notes* notes_of(const SSL* ssl) { return ssl == nullptr ? nullptr : static_cast<Notes*>(SSL_get_app_data(ssl)); }

// Notes what is wrong and lets the handshake go on.
int on_verify(int ok, X509_STORE_CTX* store) {
  const auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  Notes* notes = notes_of(ssl);
  if (ok != 1 && notes != nullptr) notes->verify_errors.insert(X509_STORE_CTX_get_error(store));
  return 1;
}

// There is none to give: the handshake goes on without.
int on_certificate_request(SSL* ssl, X509** /*certificate*/, EVP_PKEY** /*key*/) {
  if (Notes* notes = notes_of(ssl)) notes->asked_for_certificate = true;
  return 0;
}

bool limit_to_legacy(SSL_CTX* context) {
  SSL_CTX_set_security_level(context, 0);
  return SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, "DEFAULT@SECLEVEL=0") == 1;
}

// An extension of a number that RFC 8701 keeps free for such, which every server must ignore. OpenSSL keeps the one for
// padding to itself.
int add_filler(SSL* /*ssl*/, unsigned /*type*/, unsigned /*context*/, const unsigned char** bytes, std::size_t* size,
               X509* /*certificate*/, std::size_t /*index*/, int* /*alert*/, void* /*argument*/) {
  static constexpr std::array<unsigned char, 2048> k_filler{};
  *bytes = k_filler.data();
  *size = k_filler.size();
  return 1;
}

bool make_large(SSL_CTX* context) {
  constexpr unsigned k_reserved_type = 0x5a5a;
  return SSL_CTX_add_custom_ext(context, k_reserved_type, SSL_EXT_CLIENT_HELLO, &add_filler, nullptr, nullptr, nullptr,
                                nullptr) == 1;
}

SslContext make_context(TlsOffer offer) {
  SslContext context(SSL_CTX_new(TLS_client_method()));
  if (!context) return {};
  const bool limited = offer == TlsOffer::legacy ? limit_to_legacy(context.get())
                                                 : SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) == 1;
  if (!limited || (offer == TlsOffer::large && !make_large(context.get()))) return {};
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, &on_verify);
  SSL_CTX_set_client_cert_cb(context.get(), &on_certificate_request);
  return context;
}

SslHandle make_handle(const SslContext& context, const std::string& host, Notes& notes) {
  SslHandle ssl(SSL_new(context.get()));
  if (!ssl) return {};
  SSL_set_app_data(ssl.get(), &notes);
  // SNI carries names only (RFC 6066).
  if (!is_address(host)) {
    std::string name = host;  // OpenSSL's macro casts the old way
    SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  }
  return ssl;
}

void set_failure(TlsResult& result, Io state) {
  result.failure = failure_of(state, ERR_peek_error(), result.asked_for_certificate);
  result.error = text_of(result.failure);
  result.status = result.failure == TlsFailure::timeout  ? TlsStatus::timeout
                  : result.failure == TlsFailure::closed ? TlsStatus::reset
                                                         : TlsStatus::handshake_failed;
}

bool is_self_issued(const X509* certificate) {
  return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0;
}

bool lacks_intermediate(const STACK_OF(X509) * chain, const std::set<int>& verify_errors) {
  X509* leaf = sk_X509_value(chain, 0);
  const bool unknown_issuer = verify_errors.contains(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY) ||
                              verify_errors.contains(X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
  if (!unknown_issuer || is_self_issued(leaf)) return false;
  for (int i = 1; i < sk_X509_num(chain); ++i) {
    if (X509_NAME_cmp(X509_get_subject_name(sk_X509_value(chain, i)), X509_get_issuer_name(leaf)) == 0) return false;
  }
  return names_issuers_place(leaf) || KnownSigners::shipped().is_public(organisation_of(X509_get_issuer_name(leaf)));
}

SignerName name_of(const X509_NAME* name) { return {text_of(name), organisation_of(name)}; }

SignerEvidence signer_evidence(SSL* ssl, const STACK_OF(X509) * chain, const std::string& host,
                               const TlsResult& result) {
  SignerEvidence evidence;
  for (int i = 0; i < sk_X509_num(chain) && i < k_max_chain; ++i)
    evidence.issuers.push_back(name_of(X509_get_issuer_name(sk_X509_value(chain, i))));
  const auto has = [&](CertificateProblem problem) { return result.problems.contains(problem); };
  evidence.self_signed = has(CertificateProblem::self_signed);
  evidence.trusted = result.has_trust_store && !evidence.self_signed && !has(CertificateProblem::untrusted);
  evidence.has_trust_store = result.has_trust_store;
  evidence.missing_intermediate = result.missing_intermediate;
  evidence.public_host = KnownSigners::shipped().is_public_host(host);
  evidence.root_sent = is_self_issued(sk_X509_value(chain, sk_X509_num(chain) - 1));
  // The root itself, where the chain leads to one.
  const STACK_OF(X509)* verified = SSL_get0_verified_chain(ssl);
  if (evidence.trusted && verified != nullptr && sk_X509_num(verified) > 0) {
    const X509* root = sk_X509_value(verified, sk_X509_num(verified) - 1);
    evidence.issuers.push_back(name_of(X509_get_subject_name(root)));
  }
  return evidence;
}

void read_chain(SSL* ssl, const std::string& host, const Notes& notes, TlsResult& result) {
  const STACK_OF(X509)* chain = SSL_get_peer_cert_chain(ssl);
  const int count = chain == nullptr ? 0 : sk_X509_num(chain);
  for (int i = 0; i < count && i < k_max_chain; ++i) result.chain.push_back(describe(sk_X509_value(chain, i)));
  if (count == 0) return;
  X509* leaf = sk_X509_value(chain, 0);
  result.host_match = names_host(leaf, host);
  result.key = key_of(leaf);
  result.missing_intermediate = lacks_intermediate(chain, notes.verify_errors);
  result.signer = signer_of(signer_evidence(ssl, chain, host, result));
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
  Notes notes;
  const SslContext context = make_context(options.offer);
  SslHandle ssl = context ? make_handle(context, host, notes) : SslHandle();
  if (!ssl) {
    result.status = TlsStatus::error;
    result.error = "TLS cannot be set up on this host";
    return;
  }
  result.has_trust_store = load_trust(context.get(), options.ca_file);
  auto session = std::make_unique<TlsSession>(std::move(wire), std::move(ssl));
  const Io state = session->connect(time);
  SSL_set_app_data(session->ssl(), nullptr);  // the notes go, the session stays
  result.asked_for_certificate = notes.asked_for_certificate;
  for (const int error : notes.verify_errors) result.problems.insert(problem_of(error));
  result.sent = session->sent();
  result.received = session->received();
  if (state != Io::done) set_failure(result, state);
  read_chain(session->ssl(), host, notes, result);
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
