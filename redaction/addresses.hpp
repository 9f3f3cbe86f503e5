#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sgw::redaction {

// IP addresses under the run's key become other addresses of the same class (private stays private, public public), and
// two addresses with n leading bits in common still have exactly n in common: subnets stay visible. A pure function of
// key and address: what is remembered only spares work. Belongs to one thread.
//
// Not idempotent: the pseudonym of an address is an address. Nothing in the product sends gate output through this
// again.
class Addresses {
 public:
  explicit Addresses(std::string_view key);

  // `text` is one address; nothing when it is none. Addresses that name nobody come back as they are.
  std::optional<std::string> pseudonym(std::string_view text);

  // Loopback, unspecified, link-local, multicast, reserved (netmasks), and Azure's 168.63.129.16.
  static bool names_nobody(std::string_view text);

 private:
  using V4 = std::uint32_t;
  using V6 = std::array<unsigned char, 16>;
  using Flips = std::array<unsigned char, 32>;
  V4 mapped(V4 address);
  V6 mapped(const V6& address);
  // Permutes the bits below `fixed_bits` of `bytes`, each under the bits before it.
  void permute(unsigned char* bytes, std::size_t count, std::size_t fixed_bits, char family);
  const Flips& flips_below(const std::string& prefix);

  std::string key_;
  std::unordered_map<std::string, Flips> flips_;  // by prefix; subnets are few
};

}  // namespace sgw::redaction
