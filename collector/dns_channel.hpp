#pragma once

#include "collector/dns_message.hpp"

#include <sgw_diag/safe_text.hpp>

#include <ares.h>

#include <chrono>
#include <memory>
#include <string>

namespace sgw::collector {

enum class DnsStatus { ok, nxdomain, servfail, refused, timeout, nodata, unreachable, error, skipped };
Literal to_literal(DnsStatus status);

// Short enough that a lost packet is sent again, and a second server asked, within the rung's two seconds.
constexpr std::chrono::milliseconds k_dns_first_wait{600};

struct DnsChannelFree {
  void operator()(ares_channeldata* channel) const noexcept;
};
using DnsChannel = std::unique_ptr<ares_channeldata, DnsChannelFree>;

enum class DnsTransport { datagrams, stream };
enum class DnsType { a = 1, aaaa = 28 };

// One question and what has come of it.
struct DnsQuery {
  bool answered = false;
  int code = ARES_ECANCELLED;
  DnsAnswer answer;
};

// To one server ("address", "address:port", "[v6]:port"). Empty when the server's address cannot be read.
DnsChannel open_dns_channel(const std::string& server, DnsTransport transport);

// Asks for just this name. `query` is filled while the channel is processed, and must outlive the channel where it
// stands.
void ask_dns(const DnsChannel& channel, const std::string& host, DnsType type, DnsQuery& query);

DnsStatus status_of(const DnsQuery& query);

}  // namespace sgw::collector
