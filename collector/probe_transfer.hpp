#pragma once

#include "collector/probe_way.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>

namespace sgw::collector {

enum class TransferStatus {
  ok,
  stalled,  // it connects, and what does not fit into one small packet gets no further
  broken,   // the other side, or something before it, ends a connection that begins with more than one packet
  skipped,
};
Literal to_literal(TransferStatus status);

struct TransferResult {
  TransferStatus status = TransferStatus::skipped;
  // The same passes in small packets: something on the way loses large ones without a word.
  bool mtu_black_hole = false;
  // It stalls behind a proxy, however small the packets to the proxy are, and a handshake of the usual size still
  // passes: between this host and the proxy it is not.
  bool behind_proxy = false;
  std::uint64_t sent = 0;  // bytes of the first attempt
  std::uint64_t received = 0;
  std::chrono::milliseconds took{0};
};

// After a good handshake that took `usual` with its connection: a second one whose first message has more than 2 KiB,
// in packets as large as the route allows; if that gets no answer, the same in packets of 536 bytes, and if that does,
// large once more. At most three connections and some 24 KiB. Through a proxy the same, in its tunnel: the sizes are of
// the packets to the proxy, which makes its own; where small ones stall too, the third connection is one of a usual
// handshake. `usual` is then with the tunnel's time; where it leaves no time to
// tell slow from stalled, this is skipped.
TransferResult check_transfer(const ProbeWay& way, const TlsOptions& tls, std::chrono::milliseconds usual,
                              const ProbeTime& time, const ProbeCalls& calls);

// After a handshake that got no answer at all: the same in packets of 536 bytes, and once more in large ones. Skipped
// when that does not show a black hole.
TransferResult check_small_packets(const ProbeWay& way, const TlsOptions& tls, const ProbeTime& time,
                                   const ProbeCalls& calls);

}  // namespace sgw::collector
