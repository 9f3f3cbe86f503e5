#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sgw::test {

// A real tinyproxy. Throws when it does not come up.
class TinyproxyServer {
 public:
  // CONNECT is allowed to `connect_ports` only (all, when empty). With a `user`, it demands Basic credentials. Anybody
  // may use one that listens elsewhere than on 127.0.0.1: for networks of a test's own.
  explicit TinyproxyServer(const std::vector<std::uint16_t>& connect_ports, const std::string& user = {},
                           const std::string& password = {}, const std::string& listen = "127.0.0.1");

  std::uint16_t port() const { return port_; }
  std::string log() const;

 private:
  bool start(const std::string& rules);

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
