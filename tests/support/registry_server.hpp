#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sgw::test {

// A real docker-registry on a free port of 127.0.0.1, with its files in a folder of its own. Up when the constructor
// returns and gone with the destructor. Throws when it does not come up.
class RegistryServer {
 public:
  // Whether the programs that this needs are installed.
  static bool available();

  RegistryServer();

  // Pushes an image without layers under these tags, as a client does.
  void push(const std::string& repository, const std::vector<std::string>& tags) const;
  // Starts it anew on the same files, so that it demands a token from `realm` for whatever is asked: signed by
  // the certificate in `issuer`, with "issuer" as its issuer and "registry" as its audience.
  void demand_token(const std::string& realm, const std::filesystem::path& issuer);

  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  void start(const std::string& more);

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
