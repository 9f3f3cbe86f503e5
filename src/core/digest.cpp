#include <sgw_diag/digest.hpp>

// The functions on one digest alone, which EVP is recommended over: see Mac.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace sgw {

static_assert(SHA256_DIGEST_LENGTH == 32);

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

// HMAC (RFC 2104) with both pads of a key digested beforehand. The gate takes one for every value: what OpenSSL's own
// object allocates and looks up for each takes longer than the digest of a short text.
class Mac {
 public:
  Mac() = default;
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;
  ~Mac() { forget(); }

  std::array<unsigned char, SHA256_DIGEST_LENGTH> of(std::string_view key, std::string_view message) {
    if (!ready_ || key != key_) start(key);
    SHA256_CTX context = inner_;
    SHA256_Update(&context, message.data(), message.size());
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_Final(digest.data(), &context);
    context = outer_;
    SHA256_Update(&context, digest.data(), digest.size());
    SHA256_Final(digest.data(), &context);
    return digest;
  }

 private:
  void start(std::string_view key) {
    forget();
    key_ = key;
    std::array<unsigned char, SHA256_CBLOCK> pad{};
    if (key.size() > pad.size()) {
      SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), pad.data());
    } else {
      std::copy(key.begin(), key.end(), pad.begin());
    }
    begin(inner_, pad, 0x36);
    begin(outer_, pad, 0x5C);
    OPENSSL_cleanse(pad.data(), pad.size());
    ready_ = true;
  }
  static void begin(SHA256_CTX& context, std::array<unsigned char, SHA256_CBLOCK> pad, unsigned char with) {
    for (unsigned char& byte : pad) byte ^= with;
    SHA256_Init(&context);
    SHA256_Update(&context, pad.data(), pad.size());
    OPENSSL_cleanse(pad.data(), pad.size());
  }
  void forget() {
    OPENSSL_cleanse(key_.data(), key_.size());
    OPENSSL_cleanse(&inner_, sizeof inner_);
    OPENSSL_cleanse(&outer_, sizeof outer_);
  }

  SHA256_CTX inner_{};
  SHA256_CTX outer_{};
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
