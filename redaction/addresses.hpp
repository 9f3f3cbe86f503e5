#pragma once

#include "redaction/sip_hash.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Names of machines under the run's key become other names of the same kind. IP addresses stay in their class (private
// stays private, public public), and two addresses with n leading bits in common still have exactly n in common:
// subnets stay visible. The same holds for hardware addresses. A host's name becomes "host-1a2b3c4d5e6f" with the end
// that says where it may be known (".local"). A pure function of key and name: what is remembered, a fixed amount, only
// spares work. Belongs to one thread.
//
// Not idempotent: the pseudonym of an address is an address. Nothing in the product sends gate output through this
// again.
class Addresses {
 public:
  explicit Addresses(std::string_view key);

  // `text` is one address or the name of a host; nothing when it is neither. Addresses that name nobody come back as
  // they are.
  std::optional<std::string> pseudonym(std::string_view text);

  // Loopback, unspecified, link-local (but one that shows a hardware address), multicast, reserved (netmasks), and
  // Azure's 168.63.129.16.
  static bool names_nobody(std::string_view text);

 private:
  using V4 = std::uint32_t;
  using V6 = std::array<unsigned char, 16>;
  struct Known4 {
    V4 address = 0;
    V4 other = 0;  // 0: nothing is known, as no address becomes it
  };
  struct Known6 {
    V6 address{};
    V6 other{};
    bool known = false;
  };

  // The first three bytes of an address, before and after.
  struct KnownNet {
    V4 net = 0;  // with its last byte zero
    V4 other = 0;
    std::size_t fixed_bits = 0;
    bool known = false;
  };

  V4 mapped(V4 address);
  V4 computed(V4 address);
  V4 permuted(V4 address, std::size_t fixed_bits);
  const V6& mapped(const V6& address);
  V6 computed(const V6& address);
  // Permutes the bits of the first `count` bytes below the first `fixed_bits`, each under the bits before it. Those
  // before byte `from` stay as they are.
  void permute(unsigned char* bytes, std::size_t count, std::size_t fixed_bits, char family,
               std::size_t from = 0) const;

  SipHash hash_;
  std::array<Known4, 2048> known4_{};  // by a part of the address
  std::array<KnownNet, 1024> nets_{};  // many addresses are of few networks
  std::array<Known6, 256> known6_{};
};

}  // namespace sgw::redaction
