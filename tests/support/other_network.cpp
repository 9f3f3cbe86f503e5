#include "tests/support/other_network.hpp"

#include "tests/support/own_network.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace sgw::test {

namespace {

int network_of_thread() {
  const int network = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
  if (network < 0) throw std::runtime_error(std::string("no network namespace: ") + std::strerror(errno));
  return network;
}

void enter(int network) {
  if (setns(network, CLONE_NEWNET) != 0)
    throw std::runtime_error(std::string("cannot enter a network: ") + std::strerror(errno));
}

// Brings the thread back where it was, whatever happens.
class Excursion {
 public:
  Excursion() : home_(network_of_thread()) {}
  ~Excursion() {
    setns(home_, CLONE_NEWNET);
    close(home_);
  }
  Excursion(const Excursion&) = delete;
  Excursion& operator=(const Excursion&) = delete;

 private:
  int home_;
};

}  // namespace

OtherNetwork::OtherNetwork() {
  const Excursion back;
  if (unshare(CLONE_NEWNET) != 0) throw std::runtime_error(std::string("no other network: ") + std::strerror(errno));
  network_ = network_of_thread();
  configure_network("ip link set lo up");
}

OtherNetwork::~OtherNetwork() { close(network_); }

void OtherNetwork::inside(const std::function<void()>& body) const {
  const Excursion back;
  enter(network_);
  body();
}

void OtherNetwork::plug(const std::string& here, const std::string& there) const {
  const std::string network = "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(network_);
  configure_network("ip link add " + here + " type veth peer name " + there + " netns " + network);
  configure_network("ip link set " + here + " up");
  inside([&] { configure_network("ip link set " + there + " up"); });
}

}  // namespace sgw::test
