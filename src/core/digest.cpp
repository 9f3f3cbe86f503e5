#include <sgw_diag/digest.hpp>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace sgw {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    if (context == nullptr || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) std::abort();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) != 1) std::abort();
}

std::string Sha256::hex() {
  std::string digest(32, '\0');
  if (EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(digest.data()), nullptr) != 1) std::abort();
  return to_hex(digest);
}

SafeText Sha256::text() { return {PassKey<Sha256>(), hex()}; }

std::string Sha256::of(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.hex();
}

SafeText Sha256::text_of(std::string_view bytes) { return {PassKey<Sha256>(), of(bytes)}; }

namespace {

// Ready for one key. Making one takes longer than the digest of a short text, and the gate takes one for every value.
class Mac {
 public:
  Mac() {
    EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    context_ = EVP_MAC_CTX_new(algorithm);
    EVP_MAC_free(algorithm);
    if (context_ == nullptr) std::abort();
  }
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;
  ~Mac() {
    EVP_MAC_CTX_free(context_);
    OPENSSL_cleanse(key_.data(), key_.size());
  }

  std::array<unsigned char, 32> of(std::string_view key, std::string_view message) {
    std::array<unsigned char, 32> out{};
    std::size_t size = 0;
    if (!start(key) ||
        EVP_MAC_update(context_, reinterpret_cast<const unsigned char*>(message.data()), message.size()) != 1 ||
        EVP_MAC_final(context_, out.data(), &size, out.size()) != 1 || size != out.size())
      std::abort();
    return out;
  }

 private:
  bool start(std::string_view key) {
    if (ready_ && key == key_) return EVP_MAC_init(context_, nullptr, 0, nullptr) == 1;
    OPENSSL_cleanse(key_.data(), key_.size());
    key_ = key;
    ready_ = true;
    std::string digest = "SHA256";
    const std::array params{OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0), OSSL_PARAM_construct_end()};
    // A null pointer stands for the key of before, and an empty view may have one.
    return EVP_MAC_init(context_, reinterpret_cast<const unsigned char*>(key_.data()), key_.size(), params.data()) == 1;
  }

  EVP_MAC_CTX* context_ = nullptr;
  std::string key_;
  bool ready_ = false;
};

}  // namespace

std::array<unsigned char, 32> hmac_sha256(std::string_view key, std::string_view message) {
  thread_local Mac mac;
  return mac.of(key, message);
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got = getrandom(out.data() + have, count - have, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) std::abort();  // without randomness no tag is safe to print
    have += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace sgw
