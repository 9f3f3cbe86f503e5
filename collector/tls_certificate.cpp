#include "collector/tls_certificate.hpp"

#include "collector/dns_name.hpp"

#include <sgw_diag/digest.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_name = 512;

struct BioFree {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};

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

std::string entry_of(const X509_NAME* name, int nid) {
  const int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0) return {};
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (length < 0) return {};
  std::string value(reinterpret_cast<const char*>(utf8), std::min(static_cast<std::size_t>(length), k_max_name));
  OPENSSL_free(utf8);
  return value;
}

Literal type_of(int id) {
  switch (id) {
    case EVP_PKEY_RSA:
      return "rsa";
    case EVP_PKEY_EC:
      return "ec";
    case EVP_PKEY_ED25519:
      return "ed25519";
    default:
      return "other";
  }
}

}  // namespace

std::string text_of(const X509_NAME* name) {
  const std::unique_ptr<BIO, BioFree> bio(BIO_new(BIO_s_mem()));
  // Without ESC_MSB names stay readable UTF-8.
  if (!bio || X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0) return {};
  std::array<char, k_max_name> buffer{};
  const int length = BIO_read(bio.get(), buffer.data(), static_cast<int>(buffer.size()));
  return length > 0 ? std::string(buffer.data(), static_cast<std::size_t>(length)) : std::string();
}

std::string organisation_of(const X509_NAME* name) {
  std::string organisation = entry_of(name, NID_organizationName);
  return organisation.empty() ? entry_of(name, NID_commonName) : organisation;
}

CertificateKey key_of(X509* certificate) {
  CertificateKey key;
  const EVP_PKEY* public_key = X509_get0_pubkey(certificate);
  if (public_key == nullptr) return key;
  const int id = EVP_PKEY_get_base_id(public_key);
  key.type = type_of(id);
  key.bits = EVP_PKEY_get_bits(public_key);
  int digest = NID_undef;
  X509_get_signature_info(certificate, &digest, nullptr, nullptr, nullptr);
  key.weak = (id == EVP_PKEY_RSA && key.bits < 2048) || (id == EVP_PKEY_EC && key.bits < 224) || digest == NID_md5 ||
             digest == NID_sha1;
  return key;
}

bool names_issuers_place(X509* certificate) {
  struct AccessFree {
    void operator()(AUTHORITY_INFO_ACCESS* list) const noexcept { AUTHORITY_INFO_ACCESS_free(list); }
  };
  const std::unique_ptr<AUTHORITY_INFO_ACCESS, AccessFree> list(
      static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)));
  for (int i = 0; list && i < sk_ACCESS_DESCRIPTION_num(list.get()); ++i) {
    if (OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(list.get(), i)->method) == NID_ad_ca_issuers) return true;
  }
  return false;
}

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
