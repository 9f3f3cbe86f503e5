#include "collector/dns_channel.hpp"

#include "collector/dns_name.hpp"

#include <poll.h>

#include <cstddef>
#include <string_view>

namespace sgw::collector {

namespace {

constexpr int k_tries = 2, k_class_in = 1;

void on_answer(void* argument, int code, int /*timeouts*/, unsigned char* message, int length) {
  DnsQuery& query = *static_cast<DnsQuery*>(argument);
  query.answered = true;
  query.code = code;
  if (message == nullptr || length <= 0) return;
  query.answer = parse_dns_answer({reinterpret_cast<const char*>(message), static_cast<std::size_t>(length)});
}

}  // namespace

void DnsChannelFree::operator()(ares_channeldata* channel) const noexcept { ares_destroy(channel); }

// Everything is given: c-ares reads no file of this host. Without ARES_FLAG_NOCHECKRESP it takes SERVFAIL and REFUSED
// for "connection refused"; with IGNTC it tells us that an answer was truncated.
DnsChannel open_dns_channel(const std::string& server, DnsTransport transport) {
  std::string no_file = "/dev/null";
  ares_options wanted{};
  wanted.flags = ARES_FLAG_NOCHECKRESP | (transport == DnsTransport::stream ? ARES_FLAG_USEVC : ARES_FLAG_IGNTC);
  wanted.timeout = static_cast<int>(k_dns_first_wait.count());
  wanted.tries = k_tries;
  wanted.domains = nullptr;
  wanted.ndomains = 0;
  wanted.resolvconf_path = no_file.data();
  ares_channel channel = nullptr;
  constexpr int k_given = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_DOMAINS | ARES_OPT_RESOLVCONF;
  if (ares_init_options(&channel, &wanted, k_given) != ARES_SUCCESS) return {};
  DnsChannel owner(channel);
  const std::string address = is_address(server) ? host_and_port(server, 0, 0) : server;
  if (ares_set_servers_ports_csv(channel, address.c_str()) != ARES_SUCCESS) return {};
  return owner;
}

void ask_dns(const DnsChannel& channel, const std::string& host, DnsType type, DnsQuery& query) {
  query = DnsQuery();
  ares_query(channel.get(), host.c_str(), k_class_in, static_cast<int>(type), &on_answer, &query);
}

DnsStatus status_of(const DnsQuery& query) {
  switch (query.code) {
    case ARES_SUCCESS:
      return query.answer.addresses.empty() ? DnsStatus::nodata : DnsStatus::ok;
    case ARES_ENODATA:
      return DnsStatus::nodata;
    case ARES_ENOTFOUND:
      return DnsStatus::nxdomain;
    case ARES_ESERVFAIL:
      return DnsStatus::servfail;
    case ARES_EREFUSED:
      return DnsStatus::refused;
    case ARES_ECONNREFUSED:
      return DnsStatus::unreachable;
    case ARES_ETIMEOUT:
    case ARES_ECANCELLED:
    case ARES_EDESTRUCTION:
      return DnsStatus::timeout;
    default:
      return DnsStatus::error;
  }
}

Literal to_literal(DnsStatus status) {
  switch (status) {
    case DnsStatus::ok:
      return "ok";
    case DnsStatus::nxdomain:
      return "nxdomain";
    case DnsStatus::servfail:
      return "servfail";
    case DnsStatus::refused:
      return "refused";
    case DnsStatus::timeout:
      return "timeout";
    case DnsStatus::nodata:
      return "nodata";
    case DnsStatus::unreachable:
      return "unreachable";
    case DnsStatus::error:
      return "error";
    case DnsStatus::skipped:
      return "skipped";
  }
  return "error";
}

}  // namespace sgw::collector
