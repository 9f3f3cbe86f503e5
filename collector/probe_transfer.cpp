#include "collector/probe_transfer.hpp"

namespace sgw::collector {

namespace {

// What every route of IPv4 takes: packets of 576 bytes.
constexpr TcpOptions k_small_packets{.max_segment = 536};

TlsOptions with_offer(TlsOptions tls, TlsOffer offer) {
  tls.offer = offer;
  return tls;
}

// Less cannot tell slow from stalled.
constexpr std::chrono::milliseconds k_least_patience{1250};

ProbeTime part_of(const ProbeTime& time, std::chrono::milliseconds span) { return {time.end.capped(span), time.stop}; }

enum class SmallPackets { pass_alone, stall_too, tell_nothing };

// A lost packet, or a busy server, looks like a black hole once, but not before and after small packets have passed.
SmallPackets try_small_packets(const ProbeWay& way, const TlsOptions& tls, std::chrono::milliseconds patience,
                               const ProbeTime& time, const ProbeCalls& calls) {
  const TlsResult small = way.connect_tls(tls, k_small_packets, part_of(time, patience), calls);
  if (time.over()) return SmallPackets::tell_nothing;
  if (!small.stream) return small.status == TlsStatus::timeout ? SmallPackets::stall_too : SmallPackets::tell_nothing;
  const TlsResult again = way.connect_tls(tls, {}, part_of(time, patience), calls);
  return again.status == TlsStatus::timeout && !time.over() ? SmallPackets::pass_alone : SmallPackets::tell_nothing;
}

}  // namespace

Literal to_literal(TransferStatus status) {
  switch (status) {
    case TransferStatus::ok:
      return "ok";
    case TransferStatus::stalled:
      return "stalled";
    case TransferStatus::broken:
      return "broken";
    case TransferStatus::skipped:
      return "skipped";
  }
  return "skipped";
}

TransferResult check_transfer(const ProbeWay& way, const TlsOptions& tls, std::chrono::milliseconds usual,
                              const ProbeTime& time, const ProbeCalls& calls) {
  TransferResult result;
  const auto patience = time.end.left() * 2 / 5;
  if (usual * 2 > patience) return result;
  const Stopwatch watch;
  const TlsOptions large = with_offer(tls, TlsOffer::large);
  const TlsResult first = way.connect_tls(large, {}, part_of(time, patience), calls);
  result.sent = first.sent;
  result.received = first.received;
  if (first.stream) {
    result.status = TransferStatus::ok;
  } else if (first.status == TlsStatus::timeout && !time.stop.stop_requested()) {
    result.status = TransferStatus::stalled;
    const SmallPackets small = try_small_packets(way, large, patience, time, calls);
    result.mtu_black_hole = small == SmallPackets::pass_alone;
    // A proxy that lets nobody through any more stalls alike, whatever is said first.
    result.behind_proxy = way.proxy && small == SmallPackets::stall_too &&
                          way.connect_tls(tls, {}, part_of(time, patience), calls).stream != nullptr;
  } else if (first.status != TlsStatus::skipped && first.status != TlsStatus::timeout) {
    result.status = TransferStatus::broken;
  }
  result.took = watch.elapsed();
  return result;
}

TransferResult check_small_packets(const ProbeWay& way, const TlsOptions& tls, const ProbeTime& time,
                                   const ProbeCalls& calls) {
  TransferResult result;
  if (time.end.left() < k_least_patience) return result;
  const Stopwatch watch;
  result.mtu_black_hole = try_small_packets(way, tls, time.end.left() * 2 / 5, time, calls) == SmallPackets::pass_alone;
  if (result.mtu_black_hole) result.status = TransferStatus::stalled;
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
