#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace sgw::test {

// blob_server.py on a free port of 127.0.0.1, over TLS, with the container "bundles". Up when the constructor returns
// and gone with the destructor. Throws when it does not come up.
class BlobServer {
 public:
  static bool available();  // whether python3 is installed
  BlobServer();

  // A URL of the container with a signature; of a past end when `minutes` is negative.
  std::string url(const std::string& rights = "cw", int minutes = 60, const std::string& container = "bundles") const;
  std::filesystem::path root() const { return tls_.root(); }               // what to trust
  std::filesystem::path container() const { return folder_ / "bundles"; }  // a file a blob, and <blob>.properties
  std::string requests() const;                                            // a line of JSON each

 private:
  TempDir folder_;
  TlsMaterial tls_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

// The query of a signature that blob_server.py takes.
std::string blob_signature(const std::string& container, const std::string& rights, int minutes);
std::string blob_server_script();

}  // namespace sgw::test
