#include "tests/support/dnsmasq_server.hpp"

#include <stdexcept>

namespace sgw::test {

DnsmasqServer::DnsmasqServer(const std::string& address, const std::vector<std::string>& lines) {
  std::string settings = "port=53\nbind-interfaces\nlisten-address=" + address +
                         "\nuser=root\ngroup=root\npid-file=\nno-resolv\nno-hosts\nno-poll\nlog-facility=-\n";
  for (const std::string& line : lines) settings += line + "\n";
  const auto file = folder_.write("dnsmasq.conf", settings);
  process_ = std::make_unique<ChildProcess>(Argv{"dnsmasq", "--keep-in-foreground", "--conf-file=" + file.string()},
                                            folder_.path());
  // Its sockets are bound when it says so.
  const auto started = [this] { return process_->err().find("started, version") != std::string::npos; };
  if (!wait_until([&] { return !process_->running() || started(); }) || !process_->running()) {
    throw std::runtime_error("dnsmasq does not start: " + process_->err());
  }
}

}  // namespace sgw::test
