#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

// SipHash-2-4 (Aumasson and Bernstein, 2012): a pseudo-random function under a key of 128 bits, made for short
// messages. Without the key nobody can try values, as with HMAC, at a hundredth of its cost.
class SipHash {
 public:
  // `key` is 16 bytes or more; more are left out.
  explicit SipHash(std::string_view key);
  SipHash(const SipHash&) = delete;
  SipHash& operator=(const SipHash&) = delete;
  ~SipHash();

  std::uint64_t of(std::string_view message) const;

 private:
  std::uint64_t k0_ = 0;
  std::uint64_t k1_ = 0;
};

}  // namespace sgw::redaction
