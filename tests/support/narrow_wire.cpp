#include "tests/support/narrow_wire.hpp"

#include "tests/support/own_network.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace sgw::test {

namespace {

constexpr const char* k_device = "/dev/net/tun";

}  // namespace

std::optional<std::string> NarrowWire::why_not() {
  const int device = open(k_device, O_RDWR | O_CLOEXEC);
  if (device < 0) return std::string(k_device) + ": " + std::strerror(errno);
  close(device);
  return std::nullopt;
}

NarrowWire::NarrowWire(std::size_t drop_over)
    : drop_over_(drop_over), device_(open(k_device, O_RDWR | O_NONBLOCK | O_CLOEXEC)) {
  ifreq request{};
  std::strcpy(request.ifr_name, "wire0");
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  if (device_ < 0 || ioctl(device_, TUNSETIFF, &request) != 0) throw std::runtime_error("no TUN device");
  configure_network("ip addr add 10.231.1.1/24 dev wire0");
  configure_network("ip link set wire0 mtu 1500 up");
  thread_ = std::jthread([this](const std::stop_token& stop) { reflect(stop); });
}

NarrowWire::~NarrowWire() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  close(device_);
}

void NarrowWire::reflect(const std::stop_token& stop) const {
  constexpr std::size_t k_source = 12, k_destination = 16, k_address = 4;  // in an IPv4 header
  std::array<char, 65536> packet{};
  while (!stop.stop_requested()) {
    pollfd polled{device_, POLLIN, 0};
    if (poll(&polled, 1, 20) <= 0) continue;
    const ssize_t count = read(device_, packet.data(), packet.size());
    if (count < 20 || static_cast<unsigned char>(packet[0]) / 16 != 4) continue;
    const auto size = static_cast<std::size_t>(count);
    if (drop_over_ > 0 && size > drop_over_) continue;
    // The sums of the headers stay right: the same words are added up in another order.
    std::swap_ranges(packet.begin() + k_source, packet.begin() + k_source + k_address, packet.begin() + k_destination);
    if (write(device_, packet.data(), size) < 0) continue;
  }
}

}  // namespace sgw::test
