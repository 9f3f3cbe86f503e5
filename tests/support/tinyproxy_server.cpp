#include "tests/support/tinyproxy_server.hpp"

#include "tests/support/free_port.hpp"

#include <stdexcept>

namespace sgw::test {

TinyproxyServer::TinyproxyServer(const std::vector<std::uint16_t>& connect_ports, const std::string& user,
                                 const std::string& password, const std::string& listen) {
  std::string rules = "Listen " + listen + "\nTimeout 10\nMaxClients 20\nViaProxyName \"corp\"\n";
  if (listen == "127.0.0.1") rules += "Allow 127.0.0.1\n";
  rules += "LogFile \"" + (folder_ / "log").string() + "\"\n";
  for (const auto port : connect_ports) rules += "ConnectPort " + std::to_string(port) + "\n";
  if (!user.empty()) rules += "BasicAuth " + user + " " + password + "\n";
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start(rules)) return;
  }
  throw std::runtime_error("tinyproxy does not start: " + process_->err());
}

bool TinyproxyServer::start(const std::string& rules) {
  port_ = free_port();
  const auto file = folder_.write("tinyproxy.conf", "Port " + std::to_string(port_) + "\n" + rules);
  process_ = std::make_unique<ChildProcess>(Argv{"tinyproxy", "-d", "-c", file.string()}, folder_.path());
  return wait_until([this] { return !process_->running() || port_answers(port_); }) && process_->running();
}

std::string TinyproxyServer::log() const { return read_file(folder_ / "log"); }

}  // namespace sgw::test
