#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace sgw::test {

struct SquidOptions {
  std::string user{};  // empty: no credentials are asked for
  std::string password{};
  bool asks_for_ntlm = false;                             // credentials of another scheme, which a probe does not have
  std::optional<TlsFiles> intercept_with = std::nullopt;  // a CA that signs a certificate for each tunnel
};

// A real squid on 127.0.0.1. It serves nobody under .blocked.test. Throws when it does not come up.
class SquidServer {
 public:
  explicit SquidServer(const SquidOptions& options = {});
  ~SquidServer();
  SquidServer(const SquidServer&) = delete;
  SquidServer& operator=(const SquidServer&) = delete;

  // Why there is none here; nothing when there is.
  static std::optional<std::string> why_not();
  std::uint16_t port() const { return port_; }

 private:
  std::string service() const { return "sgwdiag" + std::to_string(port_); }  // what its shared memory is named by
  bool start(const std::string& rules);

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
