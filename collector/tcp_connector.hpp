#pragma once

#include "collector/probe_time.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace sgw::collector {

enum class TcpStatus { ok, partial, refused, timeout, unreachable, reset, skipped, error };
Literal to_literal(TcpStatus status);

enum class AddressFamily { ipv4, ipv6 };

struct TcpAttempt {
  std::string address;
  bool ipv6 = false;
  TcpStatus status = TcpStatus::skipped;  // never partial
  Literal reason = "";  // of `unreachable` and `error`: host-unreachable, network-unreachable, prohibited (a rule of
                        // this host's), no-address (none of that family here), blackhole (a route says so); else empty
  std::chrono::milliseconds took{0};
};

struct TcpResult {
  // ok: all answer (an IPv6 address without a way there does not count beside an IPv4 one that answers); partial: some.
  TcpStatus status = TcpStatus::skipped;
  std::vector<TcpAttempt> attempts;  // in the order of the addresses
  std::chrono::milliseconds took{0};
  ProbeFd socket;       // connected and non-blocking: the first address that answered; empty if none did
  std::string address;  // of `socket`

  bool usable() const { return static_cast<bool>(socket); }
};

// ok, partial or why not, of the addresses of one family alone; skipped when there are none of it.
TcpStatus family_status(const std::vector<TcpAttempt>& attempts, AddressFamily family);

struct TcpOptions {
  int max_segment = 0;  // bytes that either side may put into a packet; 0: what the route allows
};

// Connects to every address at the same time: one that hangs does not hide another. At most 16 addresses are tried.
TcpResult connect_all(const std::vector<std::string>& addresses, std::uint16_t port, const ProbeTime& time,
                      const TcpOptions& options = {});

}  // namespace sgw::collector
