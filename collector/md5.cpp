#include "collector/md5.hpp"

#include "collector/base64.hpp"

#include <openssl/evp.h>

#include <cstdlib>

namespace sgw::collector {

struct Md5::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    if (context == nullptr) std::abort();
    // Nothing is proved by it, so that a machine which allows no MD5 for proofs allows this.
    EVP_MD_CTX_set_flags(context, EVP_MD_CTX_FLAG_NON_FIPS_ALLOW);
    if (EVP_DigestInit_ex(context, EVP_md5(), nullptr) != 1) std::abort();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Md5::Md5() : state_(std::make_unique<State>()) {}
Md5::~Md5() = default;
Md5::Md5(Md5&&) noexcept = default;
Md5& Md5::operator=(Md5&&) noexcept = default;

void Md5::add(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) != 1) std::abort();
}

std::string Md5::base64() {
  std::string digest(16, '\0');
  if (EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(digest.data()), nullptr) != 1) std::abort();
  return to_base64(digest);
}

std::string Md5::of(std::string_view bytes) {
  Md5 md5;
  md5.add(bytes);
  return md5.base64();
}

}  // namespace sgw::collector
