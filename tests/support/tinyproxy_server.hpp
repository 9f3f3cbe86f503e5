#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sgw::test {

// A real tinyproxy on 127.0.0.1. Throws when it does not come up.
class TinyproxyServer {
 public:
  // CONNECT is allowed to `connect_ports` only (all, when empty). With a `user`, it demands Basic credentials.
  explicit TinyproxyServer(const std::vector<std::uint16_t>& connect_ports, const std::string& user = {},
                           const std::string& password = {});

  std::uint16_t port() const { return port_; }
  std::string log() const;

 private:
  bool start(const std::string& rules);

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
