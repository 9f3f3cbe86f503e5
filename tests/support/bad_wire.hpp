#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace sgw::test {

// What a wire does to the packets on it, by their order and size and never by chance.
struct WireFaults {
  std::size_t drop_over = 0;              // loses all of more bytes: a black hole for large packets; 0: none
  std::size_t drop_every = 0;             // loses the second, and from there on every so many-th; 0: none
  std::vector<std::size_t> dead_flows{};  // TCP connections in the order they begin, from 1: nothing of them arrives
  std::chrono::milliseconds delay{0};     // of each packet, and so half of what an answer takes
};

// A TUN device in the network of the thread that makes it, for in_own_network(): what is sent to `peer()` comes back as
// if the peer had sent it, so that a server of this machine on 0.0.0.0 answers at that address, over a wire with
// `faults`. IPv4 alone.
class BadWire {
 public:
  // Throws when no TUN device can be had; ask why_not() first.
  explicit BadWire(WireFaults faults);
  ~BadWire();
  BadWire(const BadWire&) = delete;
  BadWire& operator=(const BadWire&) = delete;

  static std::optional<std::string> why_not();
  static std::string peer() { return "10.231.1.2"; }

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Clock::time_point arrives;
    std::vector<char> packet;
  };

  void carry(const std::stop_token& stop);
  void take_in();
  void hand_out();
  bool is_lost(const std::vector<char>& packet);
  bool is_of_dead_flow(const std::vector<char>& packet);
  int patience() const;  // milliseconds until something is to be handed out, at most 20

  WireFaults faults_;
  int device_ = -1;
  std::deque<Waiting> on_the_way_;  // all take equally long: in the order they arrive
  std::vector<std::uint16_t> flows_;
  std::size_t seen_ = 0;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace sgw::test
