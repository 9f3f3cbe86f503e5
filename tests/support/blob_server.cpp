#include "tests/support/blob_server.hpp"

#include "tests/support/free_port.hpp"

#include <filesystem>
#include <stdexcept>

namespace sgw::test {

std::string blob_server_script() { return SGW_TEST_SUPPORT_DIR "/blob_server.py"; }

std::string blob_signature(const std::string& container, const std::string& rights, int minutes) {
  const auto signed_for = run({"python3", blob_server_script(), "sas", container, rights, std::to_string(minutes)});
  if (signed_for.exit_code != 0) throw std::runtime_error("no signature: " + signed_for.err);
  return signed_for.out;
}

bool BlobServer::available() { return find_program("python3").has_value(); }

BlobServer::BlobServer() {
  std::filesystem::create_directory(container());
  const TlsFiles certificate = tls_.leaf_for_address("127.0.0.1");
  for (int attempt = 0; attempt < 3; ++attempt) {
    process_.reset();
    port_ = free_port();
    process_ = std::make_unique<ChildProcess>(
        Argv{"python3", blob_server_script(), "serve", folder_.path().string(), "127.0.0.1", std::to_string(port_),
             certificate.chain.string(), certificate.key.string()},
        folder_.path());
    if (wait_until([this] { return !process_->running() || port_answers(port_); }) && process_->running()) return;
  }
  throw std::runtime_error("blob_server.py does not start: " + process_->err());
}

std::string BlobServer::url(const std::string& rights, int minutes, const std::string& container) const {
  return "https://127.0.0.1:" + std::to_string(port_) + "/" + container + "?" +
         blob_signature(container, rights, minutes);
}

std::string BlobServer::requests() const {
  const auto file = folder_ / "requests";
  return std::filesystem::exists(file) ? read_file(file) : std::string();
}

}  // namespace sgw::test
