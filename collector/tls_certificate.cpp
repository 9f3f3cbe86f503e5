#include "collector/tls_certificate.hpp"

#include "collector/dns_name.hpp"

#include <sgw_diag/digest.hpp>

#include <openssl/bio.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_name = 512;

struct BioFree {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};

std::string text_of(const X509_NAME* name) {
  const std::unique_ptr<BIO, BioFree> bio(BIO_new(BIO_s_mem()));
  // Without ESC_MSB names stay readable UTF-8.
  if (!bio || X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0) return {};
  std::array<char, k_max_name> buffer{};
  const int length = BIO_read(bio.get(), buffer.data(), static_cast<int>(buffer.size()));
  return length > 0 ? std::string(buffer.data(), static_cast<std::size_t>(length)) : std::string();
}

std::optional<UtcTime> time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return UtcTime(std::chrono::seconds(timegm(&parts)));
}

std::string digest_of(const X509* certificate) {
  unsigned char* der = nullptr;
  const int length = i2d_X509(certificate, &der);
  if (length <= 0) return {};
  std::string digest = Sha256::of({reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)});
  OPENSSL_free(der);
  return digest;
}

}  // namespace

CertificateInfo describe(const X509* certificate) {
  return {.subject = text_of(X509_get_subject_name(certificate)),
          .issuer = text_of(X509_get_issuer_name(certificate)),
          .not_before = time_of(X509_get0_notBefore(certificate)),
          .not_after = time_of(X509_get0_notAfter(certificate)),
          .sha256 = digest_of(certificate)};
}

bool names_host(X509* certificate, std::string_view host) {
  const std::string name(host);
  if (is_address(host)) return X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
  return X509_check_host(certificate, name.data(), name.size(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, nullptr) == 1;
}

Literal to_literal(CertificateProblem problem) {
  switch (problem) {
    case CertificateProblem::self_signed:
      return "self-signed";
    case CertificateProblem::untrusted:
      return "untrusted";
    case CertificateProblem::expired:
      return "expired";
    case CertificateProblem::not_yet_valid:
      return "not-yet-valid";
    case CertificateProblem::host_mismatch:
      return "host-mismatch";
  }
  return "untrusted";
}

CertificateProblem problem_of(int verify_error) {
  switch (verify_error) {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return CertificateProblem::self_signed;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return CertificateProblem::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return CertificateProblem::not_yet_valid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return CertificateProblem::host_mismatch;
    default:
      return CertificateProblem::untrusted;
  }
}

}  // namespace sgw::collector
