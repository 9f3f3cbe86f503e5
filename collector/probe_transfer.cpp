#include "collector/probe_transfer.hpp"

namespace sgw::collector {

namespace {

// What every route of IPv4 takes: packets of 576 bytes.
constexpr TcpOptions k_small_packets{.max_segment = 536};

TlsOptions with_offer(TlsOptions tls, TlsOffer offer) {
  tls.offer = offer;
  return tls;
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
                              const ProbeTime& time, RawSink& sink) {
  TransferResult result;
  const auto first_try = time.end.left() * 3 / 5;
  if (way.proxy || usual * 2 > first_try) return result;
  const Stopwatch watch;
  const ProbeTime half{time.end.capped(first_try), time.stop};
  const TlsOptions large = with_offer(tls, TlsOffer::large);
  const TlsResult first = way.connect_tls(large, {}, half, sink);
  result.sent = first.sent;
  result.received = first.received;
  if (first.stream) {
    result.status = TransferStatus::ok;
  } else if (first.status == TlsStatus::timeout && !time.stop.stop_requested()) {
    result.status = TransferStatus::stalled;
    result.mtu_black_hole = way.connect_tls(large, k_small_packets, time, sink).stream != nullptr;
  } else if (first.status != TlsStatus::skipped && first.status != TlsStatus::timeout) {
    result.status = TransferStatus::broken;
  }
  result.took = watch.elapsed();
  return result;
}

TransferResult check_small_packets(const ProbeWay& way, const TlsOptions& tls, const ProbeTime& time, RawSink& sink) {
  TransferResult result;
  if (way.proxy) return result;
  const Stopwatch watch;
  const TlsResult small = way.connect_tls(tls, k_small_packets, time, sink);
  if (small.stream) {
    result.status = TransferStatus::stalled;
    result.mtu_black_hole = true;
    result.sent = small.sent;
    result.received = small.received;
  }
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
