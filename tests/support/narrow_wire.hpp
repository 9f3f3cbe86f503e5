#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace sgw::test {

// A TUN device in the network of the thread that makes it, for in_own_network(): what is sent to `peer()` comes back as
// if the peer had sent it, so that a server of this machine on 0.0.0.0 answers at that address, over a wire that loses
// every packet of more than `drop_over` bytes without a word: a black hole for large packets.
class NarrowWire {
 public:
  // drop_over 0: nothing is lost. Throws when no TUN device can be had; ask why_not() first.
  explicit NarrowWire(std::size_t drop_over);
  ~NarrowWire();
  NarrowWire(const NarrowWire&) = delete;
  NarrowWire& operator=(const NarrowWire&) = delete;

  static std::optional<std::string> why_not();
  static std::string peer() { return "10.231.1.2"; }

 private:
  void reflect(const std::stop_token& stop) const;

  std::size_t drop_over_;
  int device_ = -1;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace sgw::test
