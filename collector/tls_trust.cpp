#include "collector/tls_trust.hpp"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <cstdlib>

namespace sgw::collector {

namespace {

// Certificates in the folder are read one by one when they are needed, so that the store does not count them.
bool has_trust_folder() {
  const char* given = std::getenv(X509_get_default_cert_dir_env());
  const std::filesystem::path folder = given != nullptr ? given : X509_get_default_cert_dir();
  std::error_code error;
  return std::filesystem::directory_iterator(folder, error) != std::filesystem::directory_iterator();
}

bool has_loaded(SSL_CTX* context) {
  return sk_X509_OBJECT_num(X509_STORE_get0_objects(SSL_CTX_get_cert_store(context))) > 0;
}

}  // namespace

bool load_trust(SSL_CTX* context, const std::filesystem::path& ca_file) {
  if (!ca_file.empty()) return SSL_CTX_load_verify_file(context, ca_file.c_str()) == 1 && has_loaded(context);
  SSL_CTX_set_default_verify_paths(context);
  return has_loaded(context) || has_trust_folder();
}

}  // namespace sgw::collector
