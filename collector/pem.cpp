#include "collector/pem.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace sgw::collector {

namespace {

struct Free {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
  void operator()(X509* certificate) const noexcept { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

Bio over(const std::string& text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

// The library would ask the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

Certificate first_certificate(const std::string& pem) {
  const Bio bio = over(pem);
  Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, &no_passphrase, nullptr));
  ERR_clear_error();
  return certificate;
}

Key private_key(const std::string& pem) {
  const Bio bio = over(pem);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &no_passphrase, nullptr));
  ERR_clear_error();
  return key;
}

}  // namespace

bool has_certificate(const std::string& pem) { return first_certificate(pem) != nullptr; }

std::optional<Literal> key_pair_problem(const std::string& cert_pem, const std::string& key_pem) {
  const Certificate certificate = first_certificate(cert_pem);
  if (!certificate) return Literal("there is no certificate in it (PEM)");
  const Key key = private_key(key_pem);
  if (!key) {
    const bool encrypted = key_pem.find("ENCRYPTED") != std::string::npos;
    if (encrypted) return Literal("the key is encrypted; store it without a passphrase");
    return Literal("there is no private key in it (PEM)");
  }
  const bool fits = X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!fits) return Literal("the key is not the one of the certificate");
  return std::nullopt;
}

}  // namespace sgw::collector
