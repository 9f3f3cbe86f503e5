#include "tests/support/bad_wire.hpp"

#include "tests/support/own_network.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace sgw::test {

namespace {

constexpr const char* k_device = "/dev/net/tun";
constexpr std::size_t k_ip_header = 20;  // nobody here sends options
constexpr std::size_t k_protocol = 9;    // its fields
constexpr std::size_t k_source = 12;
constexpr std::size_t k_destination = 16;
constexpr std::size_t k_address = 4;
constexpr std::size_t k_tcp_header = 20;
constexpr std::size_t k_tcp_flags = k_ip_header + 13;

unsigned byte_at(const std::vector<char>& packet, std::size_t at) { return static_cast<unsigned char>(packet[at]); }

bool is_ipv4(const std::vector<char>& packet) { return packet.size() >= k_ip_header && byte_at(packet, 0) / 16 == 4; }

// The port of who asks for a connection, when this does.
std::optional<std::uint16_t> asking_port(const std::vector<char>& packet) {
  constexpr unsigned k_tcp = 6;
  constexpr unsigned k_syn = 0x02;
  constexpr unsigned k_ack = 0x10;
  if (packet.size() < k_ip_header + k_tcp_header || byte_at(packet, k_protocol) != k_tcp) return std::nullopt;
  if ((byte_at(packet, k_tcp_flags) & (k_syn | k_ack)) != k_syn) return std::nullopt;
  return static_cast<std::uint16_t>(byte_at(packet, k_ip_header) * 256 + byte_at(packet, k_ip_header + 1));
}

}  // namespace

std::optional<std::string> BadWire::why_not() {
  const int device = open(k_device, O_RDWR | O_CLOEXEC);
  if (device < 0) return std::string(k_device) + ": " + std::strerror(errno);
  close(device);
  return std::nullopt;
}

BadWire::BadWire(WireFaults faults)
    : faults_(std::move(faults)), device_(open(k_device, O_RDWR | O_NONBLOCK | O_CLOEXEC)) {
  ifreq request{};
  std::strcpy(request.ifr_name, "wire0");
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  if (device_ < 0 || ioctl(device_, TUNSETIFF, &request) != 0) throw std::runtime_error("no TUN device");
  configure_network("ip addr add 10.231.1.1/24 dev wire0");
  configure_network("ip link set wire0 mtu 1500 up");
  thread_ = std::jthread([this](const std::stop_token& stop) { carry(stop); });
}

BadWire::~BadWire() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  close(device_);
}

void BadWire::carry(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd polled{device_, POLLIN, 0};
    if (poll(&polled, 1, patience()) > 0) take_in();
    hand_out();
  }
}

int BadWire::patience() const {
  constexpr std::chrono::milliseconds k_longest{20};
  if (on_the_way_.empty()) return static_cast<int>(k_longest.count());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(on_the_way_.front().arrives - Clock::now());
  return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), k_longest).count());
}

void BadWire::take_in() {
  std::vector<char> packet(65536);
  const ssize_t count = read(device_, packet.data(), packet.size());
  packet.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (!is_ipv4(packet) || is_lost(packet)) return;
  // The sums of the headers stay right: the same words are added up in another order.
  std::swap_ranges(packet.begin() + k_source, packet.begin() + k_source + k_address, packet.begin() + k_destination);
  on_the_way_.push_back({Clock::now() + faults_.delay, std::move(packet)});
}

void BadWire::hand_out() {
  while (!on_the_way_.empty() && on_the_way_.front().arrives <= Clock::now()) {
    const std::vector<char> packet = std::move(on_the_way_.front().packet);
    on_the_way_.pop_front();
    // What is refused is lost, as on any wire.
    if (write(device_, packet.data(), packet.size()) < 0) continue;
  }
}

bool BadWire::is_lost(const std::vector<char>& packet) {
  ++seen_;
  if (faults_.drop_over > 0 && packet.size() > faults_.drop_over) return true;
  if (faults_.drop_every > 0 && seen_ % faults_.drop_every == 2 % faults_.drop_every) return true;
  return is_of_dead_flow(packet);
}

// Without what asks for it, a connection has nothing else to lose.
bool BadWire::is_of_dead_flow(const std::vector<char>& packet) {
  const auto port = asking_port(packet);
  if (!port) return false;
  const auto known = std::find(flows_.begin(), flows_.end(), *port);  // asked for once more: the same flow
  const auto place = static_cast<std::size_t>(known - flows_.begin()) + 1;
  if (known == flows_.end()) flows_.push_back(*port);
  return std::find(faults_.dead_flows.begin(), faults_.dead_flows.end(), place) != faults_.dead_flows.end();
}

}  // namespace sgw::test
