#include "tests/support/free_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <random>
#include <stdexcept>
#include <string>

namespace sgw::test {

namespace {

// Below the ports that Linux gives to whoever connects.
constexpr std::uint16_t k_first = 10'000;
constexpr std::uint16_t k_last = 32'000;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool can_bind(int kind, std::uint16_t port) {
  const int fd = socket(AF_INET, kind | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool bound = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return bound;
}

// Keeps the port from other tests, which run beside this one and ask in the same way, until this process ends: a socket
// of an abstract name needs no file and cannot be left behind.
bool reserve(std::uint16_t port) {
  const std::string name = "sgw-diag-test-port-" + std::to_string(port);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), size) == 0) return true;
  close(fd);
  return false;
}

}  // namespace

std::uint16_t free_port() {
  static std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<std::uint16_t> any(k_first, k_last);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::uint16_t port = any(random);
    if (can_bind(SOCK_STREAM, port) && can_bind(SOCK_DGRAM, port) && reserve(port)) return port;
  }
  throw std::runtime_error("no free port");
}

bool port_answers(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool answers = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return answers;
}

}  // namespace sgw::test
