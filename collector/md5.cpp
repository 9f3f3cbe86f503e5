#include "collector/md5.hpp"

#include "collector/base64.hpp"

#include <openssl/evp.h>

#include <cstdlib>

namespace sgw::collector {

struct Md5::State {
  // Nothing is proved by it: a machine that allows no MD5 for proofs is asked for one that is not for proofs, and may
  // have none.
  EVP_MD* method = EVP_MD_fetch(nullptr, "MD5", "-fips");
  EVP_MD_CTX* context = nullptr;
  State() {
    if (method == nullptr) return;
    context = EVP_MD_CTX_new();
    if (context == nullptr || EVP_DigestInit_ex(context, method, nullptr) != 1) std::abort();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(method);
  }
};

Md5::Md5() : state_(std::make_unique<State>()) {}
Md5::~Md5() = default;
Md5::Md5(Md5&&) noexcept = default;
Md5& Md5::operator=(Md5&&) noexcept = default;

void Md5::add(std::string_view bytes) {
  if (state_->context == nullptr) return;
  if (EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) != 1) std::abort();
}

std::string Md5::base64() {
  if (state_->context == nullptr) return {};
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
