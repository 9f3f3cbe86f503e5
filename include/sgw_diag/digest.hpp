#pragma once

#include <sgw_diag/safe_text.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sgw {

// SHA-256 (FIPS 180-4) over what is added.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  std::string hex();  // 64 lower-case digits; finishes
  SafeText text();    // the same, fit to be shown; finishes

  static std::string of(std::string_view bytes);
  static SafeText text_of(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::array<unsigned char, 32> hmac_sha256(std::string_view key, std::string_view message);
std::string to_hex(std::string_view bytes);
// From the kernel; ends the program if there is none.
std::string random_bytes(std::size_t count);

}  // namespace sgw
