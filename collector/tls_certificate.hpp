#pragma once

#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/utc_time.hpp>

#include <openssl/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// The public part of one certificate that the other side presented.
struct CertificateInfo {
  std::string subject;  // RFC 2253, UTF-8, cut at 512 bytes
  std::string issuer;
  std::optional<UtcTime> not_before;
  std::optional<UtcTime> not_after;
  std::string sha256;  // of the DER form, 64 lower-case digits
};

CertificateInfo describe(const X509* certificate);

// The key and signature of one certificate.
struct CertificateKey {
  Literal type = "";  // rsa, ec, ed25519, other; empty without a certificate
  int bits = 0;
  bool weak = false;  // RSA below 2048 bits, a curve below 224, or signed with MD5 or SHA-1
};
CertificateKey key_of(X509* certificate);

// Whether it says where its issuer's certificate is to be had, as those of public CAs do.
bool names_issuers_place(X509* certificate);

// The organisation of a name, or its common name where it has none.
std::string organisation_of(const X509_NAME* name);
// RFC 2253, UTF-8, cut at 512 bytes.
std::string text_of(const X509_NAME* name);

// Whether the certificate names `host`: a DNS name by RFC 6125, an address by its own entries.
bool names_host(X509* certificate, std::string_view host);

// What verification can find wrong, as said by `tls.problems` and, the gravest of them, by `tls.status`.
enum class CertificateProblem { self_signed, untrusted, expired, not_yet_valid, host_mismatch };
Literal to_literal(CertificateProblem problem);

// From OpenSSL's X509_V_ERR_*.
CertificateProblem problem_of(int verify_error);

}  // namespace sgw::collector
