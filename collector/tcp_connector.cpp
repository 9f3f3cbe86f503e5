#include "collector/tcp_connector.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_addresses = 16;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr* generic() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

std::optional<Address> parse(const std::string& text, std::uint16_t port) {
  Address address;
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    std::memcpy(&address.storage, &v4, sizeof v4);
    address.size = sizeof v4;
    return address;
  }
  if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    std::memcpy(&address.storage, &v6, sizeof v6);
    address.size = sizeof v6;
    return address;
  }
  return std::nullopt;
}

TcpStatus status_of(int error) {
  switch (error) {
    case 0:
      return TcpStatus::ok;
    case ECONNREFUSED:
      return TcpStatus::refused;
    case ETIMEDOUT:
      return TcpStatus::timeout;
    case ECONNRESET:
      return TcpStatus::reset;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case EACCES:
    case EPERM:
    case EINVAL:
      return TcpStatus::unreachable;
    default:
      return TcpStatus::error;
  }
}

// What the system's own word for it tells. A firewall's REJECT is a host or a network that cannot be reached.
Literal reason_of(int error) {
  switch (error) {
    case EHOSTUNREACH:
      return "host-unreachable";
    case ENETUNREACH:
    case ENETDOWN:
      return "network-unreachable";
    case EACCES:
    case EPERM:
      return "prohibited";
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
      return "no-address";
    case EINVAL:
      return "blackhole";
    default:
      return "";
  }
}

struct Pending {
  TcpAttempt attempt;
  ProbeFd socket;
  bool waiting = false;
};

Pending start(const std::string& text, std::uint16_t port, const TcpOptions& options) {
  Pending pending;
  pending.attempt.address = text;
  pending.attempt.status = TcpStatus::error;
  const auto address = parse(text, port);
  if (!address) return pending;
  pending.attempt.ipv6 = address->storage.ss_family == AF_INET6;
  ProbeFd socket(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket && options.max_segment > 0) {
    setsockopt(socket.get(), IPPROTO_TCP, TCP_MAXSEG, &options.max_segment, sizeof options.max_segment);
  }
  const int error = socket && connect(socket.get(), address->generic(), address->size) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    pending.waiting = true;
    pending.attempt.status = TcpStatus::timeout;  // until it is known better
  } else {
    pending.attempt.status = status_of(error);
    pending.attempt.reason = reason_of(error);
  }
  if (pending.waiting || error == 0) pending.socket = std::move(socket);
  return pending;
}

void settle(Pending& pending, const Stopwatch& watch) {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(pending.socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  pending.attempt.status = status_of(error);
  pending.attempt.reason = reason_of(error);
  pending.attempt.took = watch.elapsed();
  pending.waiting = false;
  if (error != 0) pending.socket = ProbeFd();
}

void poll_once(std::vector<Pending>& all, const Stopwatch& watch, const ProbeTime& time) {
  std::array<pollfd, k_max_addresses> polled{};
  std::array<Pending*, k_max_addresses> whose{};
  nfds_t count = 0;
  for (auto& pending : all) {
    if (!pending.waiting) continue;
    whose[count] = &pending;
    polled[count++] = {pending.socket.get(), POLLOUT, 0};
  }
  if (poll(polled.data(), count, time.slice()) <= 0) return;
  for (nfds_t i = 0; i < count; ++i) {
    if (polled[i].revents != 0) settle(*whose[i], watch);
  }
}

TcpStatus overall(const std::vector<TcpAttempt>& attempts) {
  std::size_t good = 0;
  std::size_t bad = 0;
  std::size_t harmless = 0;
  for (const auto& attempt : attempts) {
    if (attempt.status == TcpStatus::ok) {
      ++good;
    } else if (attempt.ipv6 && attempt.status == TcpStatus::unreachable) {
      ++harmless;  // this host has no IPv6: usual, and no program minds
    } else {
      ++bad;
    }
  }
  if (good > 0) return bad == 0 ? TcpStatus::ok : TcpStatus::partial;
  if (bad == 0) return harmless > 0 ? TcpStatus::unreachable : TcpStatus::skipped;
  // The one that says most about the way: silence before a no.
  for (const TcpStatus status : {TcpStatus::timeout, TcpStatus::refused, TcpStatus::reset, TcpStatus::unreachable}) {
    if (std::any_of(attempts.begin(), attempts.end(), [&](const TcpAttempt& one) { return one.status == status; })) {
      return status;
    }
  }
  return TcpStatus::error;
}

}  // namespace

Literal to_literal(TcpStatus status) {
  switch (status) {
    case TcpStatus::ok:
      return "ok";
    case TcpStatus::partial:
      return "partial";
    case TcpStatus::refused:
      return "refused";
    case TcpStatus::timeout:
      return "timeout";
    case TcpStatus::unreachable:
      return "unreachable";
    case TcpStatus::reset:
      return "reset";
    case TcpStatus::skipped:
      return "skipped";
    case TcpStatus::error:
      return "error";
  }
  return "error";
}

TcpStatus family_status(const std::vector<TcpAttempt>& attempts, AddressFamily family) {
  std::vector<TcpAttempt> of_family;
  for (const auto& attempt : attempts) {
    if (attempt.ipv6 == (family == AddressFamily::ipv6)) of_family.push_back(attempt);
  }
  return overall(of_family);
}

TcpResult connect_all(const std::vector<std::string>& addresses, std::uint16_t port, const ProbeTime& time,
                      const TcpOptions& options) {
  const Stopwatch watch;
  std::vector<Pending> all;
  for (std::size_t i = 0; i < addresses.size() && i < k_max_addresses; ++i)
    all.push_back(start(addresses[i], port, options));
  const auto waiting = [](const Pending& pending) { return pending.waiting; };
  while (std::any_of(all.begin(), all.end(), waiting) && !time.over()) poll_once(all, watch, time);

  TcpResult result;
  for (auto& pending : all) {
    if (pending.waiting) pending.attempt.took = watch.elapsed();
    if (pending.attempt.status == TcpStatus::ok && !result.socket) {
      result.socket = std::move(pending.socket);
      result.address = pending.attempt.address;
    }
    result.attempts.push_back(std::move(pending.attempt));
  }
  result.status = overall(result.attempts);
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
