#include "collector/dns_resolver.hpp"

#include "collector/dns_hosts_file.hpp"
#include "collector/dns_message.hpp"
#include "collector/dns_name.hpp"
#include "collector/resolv_conf.hpp"

#include <ares.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_addresses = 16, k_max_cnames = 10;
// Short enough that a second server is asked, and a lost packet sent again, within the rung's two seconds.
constexpr int k_server_milliseconds = 600, k_tries = 2;
constexpr int k_class_in = 1, k_type_a = 1, k_type_aaaa = 28;

struct ChannelFree {
  void operator()(ares_channel channel) const noexcept { ares_destroy(channel); }
};
using Channel = std::unique_ptr<ares_channeldata, ChannelFree>;

struct Query {
  bool answered = false;
  int code = ARES_ECANCELLED;
  DnsAnswer answer;
};

// Another resolv.conf than the host's own is read here: c-ares would read all of it, however large it is. It reads
// none then, so that nothing of the host's gets in.
class OtherResolvConf {
 public:
  explicit OtherResolvConf(const std::filesystem::path& file) : said_(read_resolv_conf(file)) {
    for (std::string& domain : said_.search) domains_.push_back(domain.data());
  }

  int set(ares_options& wanted) {
    wanted.resolvconf_path = nowhere_.data();
    wanted.domains = domains_.data();
    wanted.ndomains = static_cast<int>(domains_.size());
    wanted.ndots = said_.ndots();
    return ARES_OPT_RESOLVCONF | ARES_OPT_DOMAINS | ARES_OPT_NDOTS;
  }
  std::string servers() const { return said_.servers_csv(); }

 private:
  ResolvConf said_;
  std::vector<char*> domains_;
  std::string nowhere_ = "/dev/null";
};

// Without ARES_FLAG_NOCHECKRESP c-ares takes SERVFAIL and REFUSED for "connection refused".
Channel open_channel(const DnsOptions& options) {
  ares_options wanted{};
  wanted.flags = ARES_FLAG_NOCHECKRESP;
  wanted.timeout = k_server_milliseconds;
  wanted.tries = k_tries;
  int which = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES;
  std::string servers = options.servers;
  std::optional<OtherResolvConf> other;
  if (options.resolv_conf != DnsOptions().resolv_conf) {
    other.emplace(options.resolv_conf);
    which |= other->set(wanted);
    if (servers.empty()) servers = other->servers();
  }
  ares_channel channel = nullptr;
  if (ares_init_options(&channel, &wanted, which) != ARES_SUCCESS) return {};
  Channel owner(channel);
  if (!servers.empty() && ares_set_servers_ports_csv(channel, servers.c_str()) != ARES_SUCCESS) return {};
  return owner;
}

void on_answer(void* argument, int code, int /*timeouts*/, unsigned char* message, int length) {
  Query& query = *static_cast<Query*>(argument);
  query.answered = true;
  query.code = code;
  if (message == nullptr || length <= 0) return;
  query.answer = parse_dns_answer({reinterpret_cast<const char*>(message), static_cast<std::size_t>(length)});
}

void ask(const Channel& channel, const std::string& host, int type, Query& query) {
  // The search domains count for a bare name only: a full one that does not exist must be seen as that, with its chain.
  if (host.find('.') == std::string::npos) {
    ares_search(channel.get(), host.c_str(), k_class_in, type, &on_answer, &query);
  } else {
    ares_query(channel.get(), host.c_str(), k_class_in, type, &on_answer, &query);
  }
}

void process_once(const Channel& channel, const ProbeTime& time) {
  std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
  const int mask = ares_getsock(channel.get(), sockets.data(), ARES_GETSOCK_MAXNUM);
  std::array<pollfd, ARES_GETSOCK_MAXNUM> polled{};
  nfds_t count = 0;
  for (unsigned i = 0; i < ARES_GETSOCK_MAXNUM; ++i) {
    const unsigned bits = static_cast<unsigned>(mask) >> i;
    const bool reads = (bits & 1U) != 0;
    const bool writes = (bits & (1U << ARES_GETSOCK_MAXNUM)) != 0;
    if (reads || writes) {
      polled[count++] = {sockets[i], static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0)), 0};
    }
  }
  // c-ares' own time-outs are noticed at each slice.
  if (poll(polled.data(), count, time.slice()) <= 0) {
    ares_process_fd(channel.get(), ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    return;
  }
  for (nfds_t i = 0; i < count; ++i) {
    if (polled[i].revents == 0) continue;
    const bool writable = (polled[i].revents & POLLOUT) != 0;
    ares_process_fd(channel.get(), polled[i].fd, writable ? polled[i].fd : ARES_SOCKET_BAD);
  }
}

DnsStatus status_of(const Query& query) {
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

// One answer for both questions: an address wins; that the name does not exist is about the name, whatever the type; of
// the rest the one that says most.
DnsStatus joined(DnsStatus left, DnsStatus right) {
  constexpr std::array by_weight{DnsStatus::ok,      DnsStatus::nxdomain,    DnsStatus::servfail, DnsStatus::refused,
                                 DnsStatus::timeout, DnsStatus::unreachable, DnsStatus::error};
  for (const DnsStatus status : by_weight) {
    if (left == status || right == status) return status;
  }
  return DnsStatus::nodata;
}

DnsResult ask_servers(const std::string& host, const DnsOptions& options, const ProbeTime& time) {
  DnsResult result;
  result.origin = DnsOrigin::servers;
  // Before the channel: its destructor still calls back.
  Query v4;
  Query v6;
  const Channel channel = open_channel(options);
  if (!channel) {
    result.status = DnsStatus::error;
    result.error = "the resolver's settings cannot be used";
    return result;
  }
  ask(channel, host, k_type_a, v4);
  ask(channel, host, k_type_aaaa, v6);
  while (!(v4.answered && v6.answered) && !time.over()) process_once(channel, time);
  ares_cancel(channel.get());

  result.status = joined(status_of(v4), status_of(v6));
  if (result.status == DnsStatus::error) result.error = "the answer cannot be read";
  result.addresses = std::move(v4.answer.addresses);
  // Half of the room at least is for IPv6.
  if (result.addresses.size() > k_max_addresses / 2 && !v6.answer.addresses.empty())
    result.addresses.resize(k_max_addresses / 2);
  result.addresses.insert(result.addresses.end(), v6.answer.addresses.begin(), v6.answer.addresses.end());
  result.cnames = std::move(v4.answer.cnames.empty() ? v6.answer.cnames : v4.answer.cnames);
  return result;
}

DnsResult look_up(const std::string& host, const DnsOptions& options, const ProbeTime& time) {
  DnsResult result;
  if (is_address(host)) {
    result.origin = DnsOrigin::literal;
    result.addresses = {host};
    return result;
  }
  if (!is_host_name(host)) {
    result.status = DnsStatus::error;
    result.error = host.empty() ? Literal("there is no host name") : Literal("this is not a host name");
    return result;
  }
  result.addresses = addresses_in_hosts_file(options.hosts_file, host);
  if (result.addresses.empty()) return ask_servers(host, options, time);
  result.origin = DnsOrigin::hosts_file;
  result.status = DnsStatus::ok;
  return result;
}

}  // namespace

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

Literal to_literal(DnsOrigin origin) {
  switch (origin) {
    case DnsOrigin::none:
      return "none";
    case DnsOrigin::literal:
      return "literal";
    case DnsOrigin::hosts_file:
      return "hosts-file";
    case DnsOrigin::servers:
      return "servers";
  }
  return "none";
}

DnsResult resolve(std::string_view host, const DnsOptions& options, const ProbeTime& time) {
  const Stopwatch watch;
  DnsResult result = look_up(normal_host(host), options, time);
  if (result.addresses.size() > k_max_addresses) result.addresses.resize(k_max_addresses);
  if (result.cnames.size() > k_max_cnames) result.cnames.resize(k_max_cnames);
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
